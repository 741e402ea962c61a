using Dapper;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Sandbox.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

/// <summary>How the city starts: where it refuses, what it takes along, what it forgets.</summary>
[Collection(InTheCity.Name)]
public sealed class StartTests(StartedCity city) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("start-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Production_is_refused() => (await StandAlone.RunAsync(["--environment=Production"])).ShouldBe(2);

    [Theory]
    [InlineData("http://example.org:5081")]
    [InlineData("http://0.0.0.0:5081")]
    [InlineData("https://localhost:5081")]
    [InlineData("localhost")]
    public void Only_the_loopback_is_listened_to(string address) =>
        Should.Throw<SandboxFault>(() => StartedCity.SettingsFor(address, folder.FullName)).Message.ShouldContain("Sandbox:Address");

    [Fact]
    public async Task A_taken_port_is_named()
    {
        var fault = await Should.ThrowAsync<SandboxFault>(
            RunningCity.StartAsync(StartedCity.SettingsFor(city.Address, folder.FullName), startsAnew: false, NullLoggerFactory.Instance, CancellationToken.None));
        fault.Message.ShouldContain(city.Address);
    }

    [Theory]
    [InlineData("[{\"sub\":\"1\",\"login\":\"a\",\"password\":\"b\"},\n{\"sub\":\"2\",", "line 2")]
    [InlineData("[{\"sub\":\"1\",\"login\":\"a\",\"password\":7}]", "$[0].password")]
    [InlineData("[{\"sub\":\"1\",\"login\":\"a\"}]", "password")]
    [InlineData("[{\"sub\":\"1\",\"login\":\"a\",\"password\":\"b\",\"via\":\"sber\"}]", "citizen 1")]
    [InlineData("[{\"sub\":\"1\",\"login\":\"a\",\"password\":\"b\"},{\"sub\":\"1\",\"login\":\"c\",\"password\":\"d\"}]", "citizen 2")]
    [InlineData("null", "null")]
    [InlineData(null, "cannot be read")]
    public async Task A_broken_city_file_is_named_with_the_place(string? text, string place)
    {
        var path = Path.Combine(folder.FullName, CityFile.Name);
        if (text is not null)
            await File.WriteAllTextAsync(path, text);

        var fault = await Should.ThrowAsync<SandboxFault>(CityFile.ReadAsync(folder.FullName, CancellationToken.None));

        fault.Message.ShouldContain(path);
        fault.Message.ShouldContain(place);
    }

    [Fact]
    public async Task A_strange_city_is_passed_on_as_it_is()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, CityFile.Name), """[{"sub":"1","login":"a b","password":"b","lastName":"\u0001Ив\u0000aнов","unknown":1}]""");

        var read = await CityFile.ReadAsync(folder.FullName, CancellationToken.None);

        read.Citizens.ShouldHaveSingleItem().LastName.ShouldBe("\u0001Ив\0aнов");
        read.Citizens[0].Via.ShouldBe("mos.ru");
    }

    [Fact]
    public async Task The_state_dies_with_the_database_and_else_survives()
    {
        var path = Path.Combine(folder.FullName, "cabinet.sandbox.db");
        await RememberAsync(await StateFile.OpenAsync(path, startsAnew: true, CancellationToken.None));

        (await CountAsync(await StateFile.OpenAsync(path, startsAnew: false, CancellationToken.None))).ShouldBe(1);
        (await CountAsync(await StateFile.OpenAsync(path, startsAnew: true, CancellationToken.None))).ShouldBe(0);
    }

    [Fact]
    public void The_product_is_led_into_the_city_unless_the_person_says_otherwise()
    {
        var product = ProductIn(Environments.Development, "--MosRu:ProfileUrl=http://elsewhere/");

        product.Configuration["MosRu:Authority"].ShouldBe("http://localhost:5081");
        product.Configuration["Gosuslugi:Authority"].ShouldBe("http://localhost:5081/gosuslugi");
        product.Configuration["DomainAccounts:Scim:Address"].ShouldBe("http://localhost:5081/scim/v2");
        product.Configuration["Services:1:Address"].ShouldBe("http://localhost:5081/diary");
        product.Configuration["SchoolRecords:FirstImport"].ShouldBe(Path.Combine(SandboxSettings.ShippedCity, "records"));
        product.Configuration["MosRu:ProfileUrl"].ShouldBe("http://elsewhere/");
        product.Services.ShouldContain(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory != null);
    }

    [Fact]
    public void In_Production_the_product_is_left_alone() =>
        ProductIn(Environments.Production).Configuration["MosRu:Authority"].ShouldBe("https://login.mos.ru");

    private static WebApplicationBuilder ProductIn(string environment, params string[] args) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = [.. args, "--hostingStartupAssemblies=Mesh.Cabinet.Sandbox"],
        EnvironmentName = environment,
        ContentRootPath = AppContext.BaseDirectory,
    });

    private static async Task RememberAsync(StateFile state)
    {
        await using var connection = await state.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("INSERT INTO Passwords (Via, Sub, Hash) VALUES ('mos.ru', '1', 'x')");
    }

    private static async Task<int> CountAsync(StateFile state)
    {
        await using var connection = await state.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM Passwords");
    }
}
