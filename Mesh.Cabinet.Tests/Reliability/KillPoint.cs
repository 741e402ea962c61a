namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>What the product is doing for a person when it is killed.</summary>
internal enum Doing
{
    /// <summary>The first password that the person types.</summary>
    Activating,

    /// <summary>The password typed again, because the directory's answer was lost.</summary>
    Resuming,

    /// <summary>An activation whose login somebody else's object bears in the directory.</summary>
    Moving,

    /// <summary>The keeper mends an account that somebody changed by hand.</summary>
    Keeping,

    /// <summary>mos.ru tells of a new password.</summary>
    Following,
}

/// <summary>What a killed activation has left in the database.</summary>
internal enum Left { Nothing, Reserved, Done }

/// <summary>A moment at which the product is killed.</summary>
/// <param name="Call">The call or commit at which it stands, and in <paramref name="Words"/> what that holds; $login, $password and $person are filled in.</param>
internal sealed record KillPoint(string Name, Doing Doing, Moment Moment, string Call, string[] Words, Left Left)
{
    /// <summary>Whether the person types the password again; else the keeper alone must set all right.</summary>
    public bool ComesBack { get; init; } = true;

    private const string Token = "POST /connect/token";
    private const string Create = "POST /scim/v2/Users";
    private const string Search = "GET /scim/v2/Users";
    private const string Change = "PATCH /scim/v2/Users";

    /// <summary>Whether others who write would have to wait there: it is the last of its round.</summary>
    public bool HoldsDatabase => Call == Checkpoints.Commit && Moment is Moment.Before;

    public static IReadOnlyList<KillPoint> All { get; } =
    [
        new("mos.ru not asked yet", Doing.Activating, Moment.Before, Token, ["username=$login&"], Left.Nothing),
        new("mos.ru's answer on its way", Doing.Activating, Moment.After, Token, ["username=$login&"], Left.Nothing),
        new("reservation not committed", Doing.Activating, Moment.Before, Checkpoints.Commit, ["login-reserved", "'$login'"], Left.Nothing),
        new("reservation committed", Doing.Activating, Moment.After, Checkpoints.Commit, ["login-reserved", "'$login'"], Left.Reserved),
        new("create not sent", Doing.Activating, Moment.Before, Create, ["\"$login\""], Left.Reserved),
        new("create done, answer on its way", Doing.Activating, Moment.After, Create, ["\"$login\""], Left.Reserved),
        new("create done, nobody comes back", Doing.Activating, Moment.After, Create, ["\"$login\""], Left.Reserved) { ComesBack = false },
        new("completion not committed", Doing.Activating, Moment.Before, Checkpoints.Commit, ["'activated'", "'$login'"], Left.Reserved),
        new("completion committed", Doing.Activating, Moment.After, Checkpoints.Commit, ["'activated'", "'$login'"], Left.Done),
        new("name taken, owner not asked yet", Doing.Moving, Moment.Before, Search, ["\"$login\""], Left.Reserved),
        new("move not committed", Doing.Moving, Moment.Before, Checkpoints.Commit, ["login-moved", "'$login"], Left.Reserved),
        new("move committed", Doing.Moving, Moment.After, Checkpoints.Commit, ["login-moved", "'$login"], Left.Reserved),
        new("resumed, password not sent", Doing.Resuming, Moment.Before, Change, ["$password"], Left.Reserved),
        new("resumed, password set, answer on its way", Doing.Resuming, Moment.After, Change, ["$password"], Left.Reserved),
        new("keeper's change not sent", Doing.Keeping, Moment.Before, Change, ["displayName", "$login@"], Left.Done),
        new("keeper's change done, answer on its way", Doing.Keeping, Moment.After, Change, ["displayName", "$login@"], Left.Done),
        new("keeper's mark not committed", Doing.Keeping, Moment.Before, Checkpoints.Commit, ["SET KeptAt", "'$person'"], Left.Done),
        new("keeper's mark committed", Doing.Keeping, Moment.After, Checkpoints.Commit, ["SET KeptAt", "'$person'"], Left.Done),
        new("new password not sent", Doing.Following, Moment.Before, Change, ["$password"], Left.Done),
        new("new password set, answer on its way", Doing.Following, Moment.After, Change, ["$password"], Left.Done),
        new("new password not marked", Doing.Following, Moment.Before, Checkpoints.Commit, ["password-followed", "'$login'"], Left.Done),
        new("new password marked", Doing.Following, Moment.After, Checkpoints.Commit, ["password-followed", "'$login'"], Left.Done),
    ];

    public override string ToString() => Name;
}
