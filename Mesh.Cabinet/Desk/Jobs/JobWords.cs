using System.Globalization;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>Jobs in words.</summary>
internal static class JobWords
{
    /// <summary>In the history of each person for whom a job did something.</summary>
    public static string Event(string action) => $"job-{action}";

    public static string Of(JobOutcome? outcome) => JobsText.ResourceManager.GetString(outcome is null ? "OutcomeWaits" : $"Outcome{outcome}", CultureInfo.CurrentUICulture) ?? $"{outcome}";

    public static string Of(JobEnding? ending) => JobsText.ResourceManager.GetString(ending is null ? "EndingRuns" : $"Ending{ending}", CultureInfo.CurrentUICulture) ?? $"{ending}";

    /// <summary>«Иванова Анна», «№ 17», or the id of a record that is gone.</summary>
    public static string Whom(JobItem item) => item switch
    {
        { Name: { } name, CaseNumber: { } number } => $"{name}, № {number}",
        { Name: { } name } => name,
        { CaseNumber: { } number } => $"№ {number}",
        _ => item.PersonId ?? "—",
    };

    public static string Address(JobItem item) => item.CaseNumber is { } number ? $"/desk/cases/{number}" : $"/desk/people/{Uri.EscapeDataString(item.PersonId ?? "")}";
}
