namespace Mesh.Cabinet.Desk.Numbers;

/// <summary>People of a role, class level or school, and how many of them have activated.</summary>
internal sealed record PeopleCount
{
    public string Name { get; init; } = "";

    /// <summary>Where they are of one school.</summary>
    public string SchoolId { get; init; } = "";

    public int Total { get; init; }

    public int Activated { get; init; }
}

internal sealed record RefusalCount
{
    public DateOnly Day { get; init; }

    public string Field { get; init; } = "";

    public string Reason { get; init; } = "";

    public int Total { get; init; }
}

/// <summary>Open cases by how long they have been.</summary>
internal sealed record CaseAges
{
    public int Day { get; init; }

    public int ThreeDays { get; init; }

    public int Week { get; init; }

    public int Longer { get; init; }
}

internal sealed record CaseAnswers
{
    public int Opened { get; init; }

    public int InDay { get; init; }

    public int Later { get; init; }
}

internal sealed record DirectoryLag
{
    public int Waiting { get; init; }

    public DateTimeOffset? Since { get; init; }
}

internal sealed record ImportNumbers
{
    public DateTimeOffset FinishedAt { get; init; }

    public int Added { get; init; }

    public int Changed { get; init; }

    public int Withdrawn { get; init; }

    public int Refused { get; init; }
}
