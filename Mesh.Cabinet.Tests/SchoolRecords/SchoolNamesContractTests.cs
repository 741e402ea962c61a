using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.SchoolRecords;

public sealed class SchoolNamesContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Schools_and_districts_have_names_with_the_district_beside_and_the_top_and_what_is_withdrawn_have_none(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        await using (var connection = await ground.Database.OpenAsync(default))
        {
            foreach (var (id, name, type, parent, withdrawn) in new[]
            {
                ("x-top", "Москва", "state", null, false), ("x-zao", "Западный округ", "district", "x-top", false), ("x-1", "Школа № 1", "school", "x-zao", false),
                ("x-2", "Школа № 2", "school", "x-top", false), ("x-3", "Школа № 3", "school", "x-zao", true), ("x-d", "Кафедра", "department", "x-1", false),
            })
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"INSERT INTO Organisations (Id, Name, Type, ParentId, IsPrivate, WithdrawnAt, ContentHash) VALUES ('{id}', '{name}', '{type}', {(parent is null ? "NULL" : $"'{parent}'")}, 0, {(withdrawn ? "'2026-09-01T00:00:00+00:00'" : "NULL")}, {(provider is DatabaseProvider.Sqlite ? "x'00'" : "0x00")})";
                await command.ExecuteNonQueryAsync();
            }
        }

        using var store = new SchoolNamesStore(ground.Database);
        (await store.AllAsync(default)).Where(school => school.Id.StartsWith("x-", StringComparison.Ordinal)).OrderBy(school => school.Id, StringComparer.Ordinal)
            .ShouldBe([new("x-1", "Школа № 1", "Западный округ"), new("x-2", "Школа № 2", null), new("x-zao", "Западный округ", null)]);
    }
}
