namespace Mesh.Cabinet.Cases;

/// <summary>Conditions and order of the desk's list, such that an index of the cases has them.</summary>
internal static class CaseListSql
{
    /// <summary>Beside the statement's own «whose these are»: where that is one school, the database is told so.</summary>
    public static string Scope(CaseOperator by) => by.IsCity || by.Schools.Count != 1 ? "1 = 1" : "SchoolId = @OneSchool";

    /// <summary>Only what is asked for.</summary>
    public static string Wanted(CaseFilter filter)
    {
        List<string> parts = [StateOf(filter.State)];
        if (filter.Kind is not null)
            parts.Add("Kind = @Kind");
        if (filter.SchoolId is not null)
            parts.Add("SchoolId = @SchoolId");
        if (filter.Mine)
            parts.Add("HandlerKey = @Key");
        return string.Join(" AND ", parts);
    }

    /// <summary>Open ones by when they are to be answered, urgent ones before all others; what is done from its latest.</summary>
    public static string Order(CaseFilter filter) =>
        filter.NewestFirst || filter.State is CaseState.Done ? "Number DESC"
        : filter.Kind is not null ? "DueAt, Number"
        : "Urgency, DueAt, Number";

    private static string StateOf(CaseState? state) => state switch
    {
        null => "ClosedAt IS NULL",
        CaseState.Done => "ClosedAt IS NOT NULL",
        CaseState.Open => "ClosedAt IS NULL AND WaitsFor IS NULL",
        _ => "ClosedAt IS NULL AND WaitsFor = @State",
    };
}
