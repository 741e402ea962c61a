using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.Outside.MosRu;

/// <summary>What is known of a provider, and how it comes to be known anew.</summary>
public sealed class ProviderDiscoveryTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SeenNumbers numbers;
    private readonly ProviderDiscovery discovery;
    private RsaSecurityKey key = NewKey("1");
    private Exception? trouble;
    private int reads;

    public ProviderDiscoveryTests()
    {
        var factory = meters.GetRequiredService<IMeterFactory>();
        numbers = new SeenNumbers(factory);
        discovery = new ProviderDiscovery(ReadAsync, time, new OutsideMetrics(factory, new Outages(time)));
    }

    public void Dispose()
    {
        numbers.Dispose();
        meters.Dispose();
    }

    [Theory]
    [InlineData("2")]
    [InlineData("1")]
    public async Task The_first_token_under_a_new_key_is_taken_also_where_the_key_has_the_name_of_the_old_one(string name)
    {
        var handler = new SignedTokenHandler(discovery);
        (await ValidateAsync(handler)).ShouldBeTrue();
        for (var times = 0; times < 4; times++)
        {
            key = NewKey(name);
            (await ValidateAsync(handler)).ShouldBeTrue();
        }

        reads.ShouldBe(5, "once at first, and once for each new key");
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused_and_costs_a_bounded_number_of_readings()
    {
        var handler = new SignedTokenHandler(discovery);
        var forger = NewKey("forged");
        for (var times = 0; times < 3 * ProviderDiscovery.MostRefreshes; times++)
            (await ValidateAsync(handler, forger)).ShouldBeFalse();
        reads.ShouldBe(1 + ProviderDiscovery.MostRefreshes);
        numbers.Look()["mesh.limits.reached provider_keys"].ShouldBe(2 * ProviderDiscovery.MostRefreshes);
        time.Advance(ProviderDiscovery.Window + TimeSpan.FromSeconds(1));
        key = NewKey("2");
        (await ValidateAsync(handler)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_known_serves_on_while_the_provider_is_away_and_what_was_never_known_is_asked_for_again()
    {
        trouble = new HttpRequestException("away");
        await Should.ThrowAsync<InvalidOperationException>(() => discovery.GetConfigurationAsync(default));
        trouble = null;
        var known = await discovery.GetConfigurationAsync(default);
        trouble = new HttpRequestException("away");
        discovery.RequestRefresh();
        (await discovery.GetConfigurationAsync(default)).ShouldBeSameAs(known);
        trouble = null;
        time.Advance(TimeSpan.FromMinutes(1));
        (await discovery.GetConfigurationAsync(default)).ShouldNotBeSameAs(known);
    }

    [Fact]
    public async Task However_many_ask_at_once_it_is_read_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => discovery.GetConfigurationAsync(default))));
        reads.ShouldBe(1);
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref reads);
        await Task.Delay(20, cancellation);
        if (trouble is not null)
            throw trouble;
        var document = new OpenIdConnectConfiguration { Issuer = "https://login.example" };
        document.SigningKeys.Add(new RsaSecurityKey(key.Rsa.ExportParameters(false)) { KeyId = key.KeyId });
        return document;
    }

    // As the sign-in and the password check do it: with the keys that are known.
    private async Task<bool> ValidateAsync(SignedTokenHandler handler, RsaSecurityKey? signer = null)
    {
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://login.example",
            Audience = "mesh",
            SigningCredentials = new SigningCredentials(signer ?? key, SecurityAlgorithms.RsaSha256),
        });
        var known = await discovery.GetConfigurationAsync(default);
        return (await handler.ValidateTokenAsync(token, new TokenValidationParameters { ValidIssuer = known.Issuer, ValidAudience = "mesh", IssuerSigningKeys = known.SigningKeys })).IsValid;
    }

    private static RsaSecurityKey NewKey(string name) => new(RSA.Create(2048)) { KeyId = name };
}
