using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Reads people with their contacts, posts and schools in a handful of queries, whatever their number.</summary>
internal sealed class SchoolRecordsStore(CabinetDatabase database, FieldProtection protection) : ISchoolRecords
{
    public async Task<PersonRecord?> FindAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return (await ReadAsync(connection, [personId], cancellation)).SingleOrDefault();
    }

    public async Task<IReadOnlyList<PersonRecord>> FindCandidatesAsync(CandidateSearch search, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Id FROM People WHERE SnilsIndex IN {database.List("@Snils", ListOf.Bytes)}
            UNION SELECT Id FROM People WHERE FoldedUsername IN {database.List("@Usernames")}
            UNION SELECT PersonId FROM PersonContacts WHERE ValueIndex IN {database.List("@Phones", ListOf.Bytes)} AND Kind = 'Phone'
            UNION SELECT PersonId FROM PersonContacts WHERE ValueIndex IN {database.List("@Emails", ListOf.Bytes)} AND Kind = 'Email'
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var ids = await connection.QueryAsync<string>(new CommandDefinition(sql, new
        {
            Snils = Dialect.ListValue(search.Snils.SelectMany(snils => protection.Indexes(ProtectedField.Snils, snils.Digits))),
            Usernames = Dialect.ListValue(search.Usernames.Select(LoginRules.Fold)),
            Phones = Dialect.ListValue(search.Phones.SelectMany(phone => protection.Indexes(ProtectedField.Phone, phone.E164))),
            Emails = Dialect.ListValue(search.Emails.SelectMany(email => protection.Indexes(ProtectedField.Email, email.Folded))),
        }, cancellationToken: cancellation));
        return await ReadAsync(connection, [.. ids], cancellation);
    }

    public async Task<bool> IsUsernameOfAnotherAsync(string foldedLogin, string personId, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Username FROM People WHERE FoldedUsername = @FoldedLogin AND Id <> @PersonId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var usernames = await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { FoldedLogin = foldedLogin, PersonId = personId }, cancellationToken: cancellation));
        return usernames.Any(LoginRules.IsLegal);
    }

    private async Task<IReadOnlyList<PersonRecord>> ReadAsync(DbConnection connection, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var people = $"""
            SELECT Id, FamilyName, GivenName, MiddleName, Username, SnilsProtected, IsSnilsMisread, BirthDate, Grades, PrimaryOrganisationId, WithdrawnAt FROM People WHERE Id IN {database.List("@Ids")}
            """;
        var contacts = $"""
            SELECT PersonId, Kind, ValueProtected FROM PersonContacts WHERE PersonId IN {database.List("@Ids")}
            """;
        var posts = $"""
            SELECT Id, PersonId, OrganisationId, Role, IsPrimary, BeginDate, EndDate, Position, WithdrawnAt FROM Posts WHERE PersonId IN {database.List("@Ids")}
            """;
        var agents = $"""
            SELECT PersonId, AgentId FROM PersonAgents WHERE PersonId IN {database.List("@Ids")}
            """;
        var found = new List<PersonRecord>();
        foreach (var batch in ids.Order(StringComparer.Ordinal).Chunk(CabinetDatabase.MaxListLength))
        {
            Task<IEnumerable<T>> QueryAsync<T>(string sql) =>
                connection.QueryAsync<T>(new CommandDefinition(sql, new { Ids = Dialect.ListValue(batch) }, cancellationToken: cancellation));
            var postRows = (await QueryAsync<PostRow>(posts)).ToLookup(row => row.PersonId, StringComparer.Ordinal);
            var contactRows = (await QueryAsync<ContactRow>(contacts)).ToLookup(row => row.PersonId, StringComparer.Ordinal);
            var agentRows = (await QueryAsync<AgentRow>(agents)).ToLookup(row => row.PersonId, row => row.AgentId, StringComparer.Ordinal);
            var schools = await Schools.ReadAsync(database, connection, postRows.SelectMany(rows => rows).Select(row => row.OrganisationId), cancellation);
            found.AddRange((await QueryAsync<PersonRow>(people))
                .OrderBy(row => row.Id, StringComparer.Ordinal)
                .Select(row => Make(row, contactRows[row.Id], postRows[row.Id], schools) with { AgentIds = [.. agentRows[row.Id].Order(StringComparer.Ordinal)] }));
        }

        return found;
    }

    private PersonRecord Make(PersonRow row, IEnumerable<ContactRow> contacts, IEnumerable<PostRow> posts, Schools schools)
    {
        var counting = Primary(row.PrimaryOrganisationId, [.. posts]);
        var values = contacts.ToLookup(contact => contact.Kind, contact => contact.ValueProtected, StringComparer.Ordinal);
        IEnumerable<string> Reveal(ProtectedField field) =>
            values[field.ToString()].Select(value => protection.Reveal(field, row.Id, value)).Order(StringComparer.Ordinal);
        return new PersonRecord
        {
            Id = row.Id,
            Name = new PersonName(row.FamilyName, row.GivenName, row.MiddleName),
            Username = row.Username,
            Snils = row.SnilsProtected is null ? null : Snils.TryParse(protection.Reveal(ProtectedField.Snils, row.Id, row.SnilsProtected)),
            Phones = [.. Reveal(ProtectedField.Phone).Select(PhoneNumber.TryParse).OfType<PhoneNumber>()],
            Emails = [.. Reveal(ProtectedField.Email).Select(EmailAddress.TryParse).OfType<EmailAddress>()],
            IsSnilsMisread = row.IsSnilsMisread,
            BirthDate = row.BirthDate,
            Grades = row.Grades,
            IsWithdrawn = row.WithdrawnAt is not null,
            Posts = [.. posts.OrderByDescending(counting.Contains).ThenBy(post => post.Id, StringComparer.Ordinal).Select(post => new Post
            {
                Role = post.Role,
                IsPrimary = counting.Contains(post),
                Begin = post.BeginDate,
                End = post.EndDate,
                Position = post.Position,
                School = schools.Get(post.OrganisationId),
                IsWithdrawn = post.WithdrawnAt is not null,
            })],
        };
    }

    // A place of work that the person has no post at says nothing.
    private static HashSet<PostRow> Primary(string? organisationId, List<PostRow> posts)
    {
        var there = posts.Where(post => post.OrganisationId == organisationId && post.WithdrawnAt is null).ToList();
        return [.. there.Count > 0 ? there : posts.Where(post => post.IsPrimary)];
    }

    private sealed record PersonRow
    {
        public required string Id { get; init; }

        public required string FamilyName { get; init; }

        public required string GivenName { get; init; }

        public string? MiddleName { get; init; }

        public string? Username { get; init; }

        public byte[]? SnilsProtected { get; init; }

        public bool IsSnilsMisread { get; init; }

        public DateOnly? BirthDate { get; init; }

        public string? Grades { get; init; }

        public string? PrimaryOrganisationId { get; init; }

        public DateTimeOffset? WithdrawnAt { get; init; }
    }

    private sealed record ContactRow
    {
        public required string PersonId { get; init; }

        public required string Kind { get; init; }

        public required byte[] ValueProtected { get; init; }
    }

    private sealed record AgentRow
    {
        public required string PersonId { get; init; }

        public required string AgentId { get; init; }
    }

    private sealed record PostRow
    {
        public required string Id { get; init; }

        public required string PersonId { get; init; }

        public required string OrganisationId { get; init; }

        public required string Role { get; init; }

        public bool IsPrimary { get; init; }

        public DateOnly? BeginDate { get; init; }

        public DateOnly? EndDate { get; init; }

        public string? Position { get; init; }

        public DateTimeOffset? WithdrawnAt { get; init; }
    }
}
