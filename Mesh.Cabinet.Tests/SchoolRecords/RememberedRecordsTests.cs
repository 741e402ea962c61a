using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords;

/// <summary>A record that was read lately is true until the next import, by whatever node.</summary>
public sealed class RememberedRecordsTests : IDisposable
{
    private readonly TestRoster roster = new();
    private readonly RememberedRecords records;

    public RememberedRecordsTests()
    {
        var database = roster.Database.Database;
        records = new RememberedRecords(new SchoolRecordsStore(database, roster.Database.Protection), new RecordChangesStore(database));
    }

    public void Dispose()
    {
        records.Dispose();
        roster.Dispose();
    }

    [Fact]
    public async Task Between_two_imports_a_record_is_read_once()
    {
        await roster.CountAsync();
        var read = (await records.FindAsync("u1", default)).ShouldNotBeNull();
        (await records.FindAsync("u1", default)).ShouldBeSameAs(read);
        (await records.FindAsync("u2", default)).ShouldNotBeNull().Id.ShouldBe("u2");
    }

    [Fact(DisplayName = "E18: a post that another node's import took away is gone with the next request")]
    public async Task An_import_is_seen_at_once()
    {
        await roster.CountAsync();
        (await records.FindAsync("u1", default))!.Posts.Single().IsWithdrawn.ShouldBeFalse();
        roster.Roles.RemoveAt(0);
        await roster.CountAsync(allowsWithdrawals: true);
        (await records.FindAsync("u1", default))!.Posts.Single().IsWithdrawn.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_is_not_there_is_looked_for_again()
    {
        (await records.FindAsync("u1", default)).ShouldBeNull();
        await roster.CountAsync();
        (await records.FindAsync("u1", default)).ShouldNotBeNull();
    }
}
