using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.SchoolRecords.Fields;
using Shouldly;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

public sealed class StoriesTests
{
    private static readonly Roster Records = new(SandboxSettings.ShippedCity);
    private static readonly Dictionary<string, Citizen> Citizens =
        CityFile.ReadAsync(SandboxSettings.ShippedCity, CancellationToken.None).GetAwaiter().GetResult().Citizens.ToDictionary(citizen => citizen.Login);

    [Fact]
    public void Every_citizen_has_a_story_of_one_line()
    {
        Citizens.Count.ShouldBeGreaterThanOrEqualTo(18);
        Citizens.Values.ShouldAllBe(citizen => citizen.About!.Length > 20 && !citizen.About.Contains('\n', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("petrova_anna", "petrova_anna")]
    [InlineData("ivanov.igor", "ivanov.i/i")]
    [InlineData("smirnova_olga", "smirnova_ov")]
    [InlineData("kuznetsov-petr", "")]
    [InlineData("orlova_mv", "orlova_mv")]
    [InlineData("fedorov_av", "fedorov_av")]
    [InlineData("popov_sergey", "popov.s")]
    [InlineData("popov-sn", "popov/s")]
    [InlineData("semenov_kirill", "семёнов")]
    [InlineData("gostev_e", "guest")]
    [InlineData("belova_rostok", "belova_rostok")]
    [InlineData("egorova_elena", "egorova_elena")]
    public void Staff_who_may_enter_agree_with_their_record_in_name_and_number_R11(string login, string journalLogin)
    {
        var record = RecordOf(login);

        record["username"].ShouldBe(journalLogin);
        NameOf(record).Folded.ShouldBe(NameOf(Citizens[login]).Folded);
        record["userIds"].ShouldBe($"{{SNILS:{Citizens[login].Snils}}}");
        Snils.TryParse(Citizens[login].Snils).ShouldNotBeNull();
        Records.Posts[record["sourcedId"]].ShouldContain(post => post["role"] != "parent" && post["endDate"] == "" && string.CompareOrdinal(post["beginDate"], "2025") < 0);
    }

    [Theory]
    [InlineData("sokolova_kate")]
    [InlineData("sokolov_andrey")]
    [InlineData("fedorov_av")]
    [InlineData("morozov_dmitry")]
    [InlineData("sokolov_misha")]
    [InlineData("klimov_gleb")]
    [InlineData("orekhov_timur")]
    public void Families_agree_with_their_record_in_name_and_contacts_R13_D6(string login)
    {
        var record = RecordOf(login);

        NameOf(record).Folded.ShouldBe(NameOf(Citizens[login]).Folded);
        PhoneNumber.TryParse(record["phone"]).ShouldBe(PhoneNumber.TryParse(Citizens[login].Phone).ShouldNotBeNull());
        EmailAddress.TryParse(record["email"]).ShouldBe(EmailAddress.TryParse(Citizens[login].Email).ShouldNotBeNull());
    }

    [Fact]
    public void A_simplified_account_has_no_contacts_and_the_login_of_the_journal_R14_D17()
    {
        var citizen = Citizens["fedorova_sonya"];

        (citizen.Simplified, citizen.Phone, citizen.Email).ShouldBe((true, null, null));
        RecordOf("fedorova_sonya")["username"].ShouldBe(citizen.Login);
        RecordOf("fedorova_sonya")["agentSourcedIds"].ShouldBe(RecordOf("fedorov_av")["sourcedId"]);
    }

    [Fact]
    public void Who_is_kept_out_differs_in_exactly_the_field_of_the_story()
    {
        Citizens["nikitina_vera"].Snils.ShouldBeNull();
        RecordOf("nikitina_vera")["userIds"].ShouldNotBeEmpty();
        RecordOf("zaytsev_oleg")["userIds"].ShouldNotContain(Citizens["zaytsev_oleg"].Snils!);
        Snils.TryParse(Citizens["zaytsev_oleg"].Snils).ShouldNotBeNull();
        RecordOf("krylova_nina")["userIds"].ShouldBeEmpty();
        Citizens["soloveva_ksenia"].LastName![0].ShouldBe('C');
        Citizens["tikhonova_yulia"].Email.ShouldBeNull();
        RecordOf("gromov_pavel")["phone"].Zip(Citizens["gromov_pavel"].Phone!).Count(digits => digits.First != digits.Second).ShouldBe(1);
        Records.Posts[RecordOf("lebedeva_irina")["sourcedId"]].Single()["beginDate"].ShouldBe("2030-09-01");
        Records.Posts[RecordOf("morozov_dmitry")["sourcedId"]].First()["endDate"].ShouldBe("2024-06-30");
        Records.People.Values.ShouldNotContain(person => person["familyName"] == Citizens["strannik_lev"].LastName);
    }

    [Fact]
    public void A_head_of_two_schools_has_a_primary_post_in_one_district_and_another_in_a_second_E15()
    {
        var posts = Records.Posts[RecordOf("orlova_mv")["sourcedId"]].ToList();

        posts.Select(post => post["roleType"]).ShouldBe(["primary", "secondary"]);
        posts.Select(post => Records.Organisations[Records.Organisations[post["orgSourcedId"]]["parentSourcedId"]]["metadata.mesh.teamsDomain"])
            .ShouldBe(["zao.obr.mos.ru", "uzao.obr.mos.ru"]);
    }

    [Fact]
    public void Other_cities_come_by_gosuslugi_and_stand_under_another_top_D15()
    {
        foreach (var login in (string[])["ilina_kaluga", "orekhov_timur"])
        {
            Citizens[login].Via.ShouldBe("gosuslugi");
            Records.TopOf(RecordOf(login)["primaryOrgSourcedId"]).ShouldBe("Калужская область");
        }

        Records.TopOf(RecordOf("petrova_anna")["primaryOrgSourcedId"]).ShouldBe("Москва");
        Records.Organisations[RecordOf("belova_rostok")["primaryOrgSourcedId"]]["metadata.mesh.private"].ShouldBe("true");
    }

    [Fact]
    public void The_city_has_three_districts_and_eight_schools()
    {
        Records.Organisations.Values.Count(row => row["metadata.mesh.teamsDomain"].Length > 0).ShouldBe(3);
        Records.Organisations.Values.Count(row => row["type"] == "school").ShouldBe(8);
        Records.People.Count.ShouldBe(400);
    }

    private static IReadOnlyDictionary<string, string> RecordOf(string login) =>
        Records.People[Story.All.Single(story => story.Citizen.Login == login).People[0].Id];

    private static PersonName NameOf(IReadOnlyDictionary<string, string> record) => new(record["familyName"], record["givenName"], record["middleName"]);

    private static PersonName NameOf(Citizen citizen) => new(citizen.LastName!, citizen.FirstName!, citizen.MiddleName);
}
