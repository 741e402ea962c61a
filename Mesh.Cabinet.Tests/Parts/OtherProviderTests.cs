using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>The whole way before another provider than the one of the sandbox: as its makers mean it, and not as we would.</summary>
public sealed class OtherProviderTests
{
    private const string Own = "Шкаф-2027-Own";

    [Theory(DisplayName = "R15, R20, R24, D24: a teacher signs in, sets the school's own password, is in the cabinet and leaves, whatever the provider lacks")]
    [InlineData("client_secret_basic", true)]
    [InlineData("client_secret_post", false)]
    [InlineData("private_key_jwt", true)]
    public async Task A_whole_journey(string auth, bool hasUserInfo)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var offers = new JsonObject { ["auth"] = auth, ["userinfo"] = hasUserInfo, ["key"] = auth == "private_key_jwt" ? Public(key) : null };
        await using var provider = await OtherProvider.StartAsync(offers, auth == "private_key_jwt" ? [("MosRu__ClientSecret", ""), ("MosRu__ClientKey", key.ExportPkcs8PrivateKeyPem())] : []);
        using var teacher = new HttpVisitor(provider.Product);

        (await provider.SignInAsync(teacher)).Path.ShouldBe("/activation");
        (await teacher.ActivateAsync(Own)).Problem.ShouldBe("ConfirmAtMosRu", "nobody can compare the password");
        (await provider.SignInAsync(teacher, "/sign-in/again?returnUrl=%2Factivation")).Path.ShouldBe("/activation");
        (await SetAsync(teacher, "/activation/password", Own, "another")).Problem.ShouldBe("PasswordsDiffer");
        var done = await SetAsync(teacher, "/activation/password", Own, Own);
        done.Text.ShouldContain("Аккаунт МЭШ готов");
        done.Text.ShouldContain("ваш пароль для школы");
        (await new Aftermath(provider.Product).PcAcceptsAsync(provider.Teacher.Login, Own)).ShouldBeTrue();

        (await teacher.OpenAsync("/cabinet/account")).Path.ShouldBe("/cabinet/account");
        (await SetAsync(teacher, "/cabinet/account/password", Own + "2", Own + "2")).Address.Query.ShouldBe("?password=set");
        (await new Aftermath(provider.Product).PcAcceptsAsync(provider.Teacher.Login, Own + "2")).ShouldBeTrue();
        (await new Aftermath(provider.Product).PcAcceptsAsync(provider.Teacher.Login, Own)).ShouldBeFalse();

        var left = await teacher.PostAsync("/sign-out");
        left.Text.ShouldNotContain("Выйти из портала?", Case.Insensitive, "it knows by the id_token_hint who leaves");
        (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/");
        provider.Product.Output.Contains("names no userinfo_endpoint", StringComparison.Ordinal).ShouldBe(!hasUserInfo, provider.Product.Output);
    }

    [Fact(DisplayName = "E47: a provider whose clock is four minutes off confirms a sign-in, also under a key that it has just changed to")]
    public async Task Skewed_and_rotated()
    {
        await using var provider = await OtherProvider.StartAsync(new JsonObject { ["auth"] = "client_secret_basic", ["skew"] = -240 });
        using var teacher = new HttpVisitor(provider.Product);
        (await provider.SignInAsync(teacher)).Path.ShouldBe("/activation");
        await provider.RotateAsync();
        (await provider.SignInAsync(teacher, "/sign-in/again?returnUrl=%2Fcabinet%2Fdevices%2Fbind")).Path.ShouldBe("/cabinet/devices/bind");
        (await SetAsync(teacher, "/activation/password", Own, Own)).Text.ShouldContain("Аккаунт МЭШ готов");
    }

    [Fact(DisplayName = "E38: a provider without the password grant is never said to be away for a while")]
    public async Task Without_the_grant()
    {
        await using var provider = await OtherProvider.StartAsync(new JsonObject { ["auth"] = "client_secret_basic" }, ("MosRu__PasswordCheck", "PasswordGrant"));
        using var teacher = new HttpVisitor(provider.Product);
        (await provider.SignInAsync(teacher)).Path.ShouldBe("/activation");
        for (var times = 0; times < 6; times++)
            (await teacher.ActivateAsync(OtherProvider.Password)).Problem.ShouldBe("MosRuRefuses", "and no try is counted");
        provider.Product.Output.ShouldContain("does not offer the grant of the password check");
    }

    [Fact]
    public async Task A_client_that_is_not_known_is_told_to_the_log_with_status_and_word()
    {
        await using var provider = await OtherProvider.StartAsync(new JsonObject { ["auth"] = "client_secret_basic" }, ("MosRu__ClientSecret", "of somebody else"));
        using var teacher = new HttpVisitor(provider.Product);

        var page = await provider.SignInAsync(teacher);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Path.ShouldBe("/sign-in/problem");
        page.Text.ShouldContain("нас не принимает");
        page.Text.ShouldNotContain("Подождите минуту");
        provider.Product.Output.ShouldContain("with status 401 (invalid_client)");
    }

    private static async Task<Page> SetAsync(HttpVisitor visitor, string address, string password, string repeated) => await visitor.PostAsync(
        address, ("__RequestVerificationToken", await visitor.FormTokenAsync()), ("password", password), ("repeated", repeated));

    private static JsonObject Public(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["alg"] = "ES256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
    }
}
