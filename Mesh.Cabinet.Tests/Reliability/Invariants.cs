using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>What must never be, whatever happened to the product.</summary>
internal enum Breach
{
    /// <summary>The browser was told that the account is ready, and it is not.</summary>
    PromiseBroken,

    /// <summary>Something is written of somebody who never typed the right password.</summary>
    WrittenForNothing,

    /// <summary>One person has two logins, or one login two persons.</summary>
    LoginNotOne,

    /// <summary>The directory differs from the database.</summary>
    DirectoryDiffers,

    /// <summary>A PC refuses the right password or takes a wrong one.</summary>
    DoorWrong,

    /// <summary>A password stands in a file or in the log.</summary>
    PasswordKept,
}

/// <param name="About">The person's id; the login where there is no person, the file where it is one.</param>
internal sealed record Violation(Breach Breach, string About, string Detail);

/// <summary>Looks at a product from outside: its database, the directory, the equipment's doors, every byte it has written.</summary>
internal sealed class Invariants(Stage stage)
{
    /// <summary>By then the keeper has repaired whatever was left.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until all is as it must be, and says what is not, if it never is.</summary>
    public async Task ShouldHoldAsync()
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<Violation> left;
        while ((left = await FindAsync(stage.Visits)).Count > 0 && watch.Elapsed < Patience)
            await Task.Delay(200);
        left.Concat(FindPasswords()).ShouldBeEmpty();
    }

    /// <summary>All that is wrong now: with these people, or with rows and accounts whoever they belong to.</summary>
    public async Task<IReadOnlyList<Violation>> FindAsync(IReadOnlyCollection<Visit> visits)
    {
        var rows = await RowsAsync();
        var objects = await stage.Aftermath.AllObjectsAsync();
        var found = OneLoginEach(rows, objects).ToList();
        foreach (var visit in visits)
            found.AddRange(await OfAsync(visit, rows, objects));
        return found;
    }

    private async Task<IEnumerable<Violation>> OfAsync(Visit visit, IReadOnlyList<Row> rows, IReadOnlyList<JsonObject> objects)
    {
        var row = rows.FirstOrDefault(row => row.PersonId == visit.PersonId);
        if (row is null)
        {
            return visit.IsAcknowledged ? [new Violation(Breach.PromiseBroken, visit.PersonId, "no activation")] : [];
        }

        if (!visit.HasTyped)
            return [new Violation(Breach.WrittenForNothing, visit.PersonId, "an activation")];
        if (row.CompletedAt is null)
            return visit.IsAcknowledged ? [new Violation(Breach.PromiseBroken, visit.PersonId, "a mere reservation")] : [];

        var doors = await stage.Aftermath.PcAcceptsAsync(row.Login, visit.Password) && !await stage.Aftermath.PcAcceptsAsync(row.Login, visit.WrongPassword);
        return objects.FirstOrDefault(user => IdOf(user) == row.Key && NameOf(user) == row.Login) is not { } found
            ? [new Violation(visit.IsAcknowledged ? Breach.PromiseBroken : Breach.DirectoryDiffers, visit.PersonId, "no account")]
            : [.. Differences(visit, found), .. doors ? Array.Empty<Violation>() : [new Violation(Breach.DoorWrong, visit.PersonId, "the PC")]];
    }

    private static IEnumerable<Violation> Differences(Visit visit, JsonObject found)
    {
        var networks = found["entitlements"]?.AsArray().Select(entry => entry!["value"]!.GetValue<string>()) ?? [];
        var (is_, shouldBe) = ($"{found["displayName"]}, {found["active"]}, {string.Join('+', networks)}", $"{visit.DisplayName}, true, wifi:Study");
        return is_ == shouldBe ? [] : [new Violation(Breach.DirectoryDiffers, visit.PersonId, $"{is_} and not {shouldBe}")];
    }

    private static IEnumerable<Violation> OneLoginEach(IReadOnlyList<Row> rows, IReadOnlyList<JsonObject> objects)
    {
        foreach (var row in rows.GroupBy(row => row.Login.ToUpperInvariant()).Where(group => group.Count() > 1).SelectMany(group => group))
            yield return new Violation(Breach.LoginNotOne, row.PersonId, "somebody else holds the login too");
        foreach (var twice in rows.GroupBy(row => row.PersonId).Where(group => group.Count() > 1))
            yield return new Violation(Breach.LoginNotOne, twice.Key, "two activations");

        // Objects without an id of ours are somebody else's.
        foreach (var ours in objects.Where(user => Guid.TryParse(IdOf(user), out _)).GroupBy(IdOf))
        {
            var row = rows.FirstOrDefault(row => row.Key == ours.Key);
            var about = row?.PersonId ?? NameOf(ours.First());
            if (ours.Count() > 1)
                yield return new Violation(Breach.LoginNotOne, about, "two accounts");
            if (row is null)
                yield return new Violation(Breach.DirectoryDiffers, about, "an account without an activation");
            else if (row is { CompletedAt: null, ReopenedAt: null })
                yield return new Violation(Breach.DirectoryDiffers, about, "an account that is not marked");
        }
    }

    /// <summary>Searches every byte that the product has written, its log too, for a password.</summary>
    public IEnumerable<Violation> FindPasswords()
    {
        foreach (var file in Directory.EnumerateFiles(stage.Place.Folder, "*", SearchOption.AllDirectories).Where(Holds))
            yield return new Violation(Breach.PasswordKept, Path.GetFileName(file), "a file");
        if (stage.HasPrintedPassword)
            yield return new Violation(Breach.PasswordKept, "the log", "a line");
    }

    // The database is open meanwhile, and its journal beside it counts.
    private static bool Holds(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.GetBuffer().AsSpan(0, (int)content.Length).IndexOf(Encoding.UTF8.GetBytes(Stage.Canary)) >= 0;
    }

    private async Task<IReadOnlyList<Row>> RowsAsync()
    {
        await using var database = await stage.Aftermath.OpenAsync();
        return [.. await database.QueryAsync<Row>("SELECT PersonId, Id, Login, CompletedAt, ReopenedAt FROM Activations")];
    }

    private static string? IdOf(JsonObject user) => user["externalId"]?.GetValue<string>().ToUpperInvariant();

    private static string NameOf(JsonObject user) => user["userName"]!.GetValue<string>();

    private sealed record Row
    {
        public string PersonId { get; init; } = "";

        public Guid Id { get; init; }

        public string Login { get; init; } = "";

        public DateTimeOffset? CompletedAt { get; init; }

        public DateTimeOffset? ReopenedAt { get; init; }

        public string Key => Id.ToString().ToUpperInvariant();
    }
}
