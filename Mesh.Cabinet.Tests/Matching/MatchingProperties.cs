using CsCheck;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>What holds of every profile and whatever records.</summary>
public sealed class MatchingProperties
{
    private static readonly Gen<string> Family = Gen.OneOf([.. new[] { "Сергеев", "Сергеёв", "Cергеев", "Сергев", "Кузнецов", "СЕРГЕЕВ", "-" }.Select(Gen.Const)]);
    private static readonly Gen<string> Given = Gen.OneOf([.. new[] { "Иван", "Ивaн", "Ивна", "Пётр", "Петр", "Сергеев" }.Select(Gen.Const)]);
    private static readonly Gen<string> Middle = Gen.OneOf([.. new[] { "Петрович", "Петpович", "Олегович", "-" }.Select(Gen.Const)]);
    private static readonly Gen<string> Number = Gen.OneOf([.. new[] { "112-233-445 95", "121-233-445 95", "100-200-300 30", "-" }.Select(Gen.Const)]);
    private static readonly Gen<string> Phone = Gen.OneOf([.. new[] { "+79161234567", "+79161234568", "+79161324567", "+79031112233", "-" }.Select(Gen.Const)]);
    private static readonly Gen<string> Email = Gen.OneOf([.. new[] { "ivan@pochta.example", "ivam@pochta.example", "anna@mail.example", "-" }.Select(Gen.Const)]);
    private static readonly Gen<string> Roles = Gen.OneOf([.. new[] { "staff", "student", "parent", "staff,parent", "staff; end=2026-01-01", "parent; begin=2027-01-01", "student; gone" }.Select(Gen.Const)]);

    private static readonly Gen<string> MosRu = Gen.Select(Family, Given, Middle, Number, Phone, Email)
        .Select((family, given, middle, snils, phone, email) => $"family={family}; given={given}; middle={middle}; snils={snils}; phone={phone}; email={email}");

    private static readonly Gen<string> Record = Gen.Select(Roles, Gen.Select(Family.Where(name => name != "-"), Given, Middle), Number, Phone, Email)
        .Select((roles, name, snils, phone, email) => $"{roles}; family={name.Item1}; given={name.Item2}; middle={name.Item3}; snils={snils}; phones={phone}; emails={email}");

    private static readonly Gen<VerdictCase> Cases = Gen.Select(MosRu, Record.Array[0, 5]).Select((mosRu, records) =>
        VerdictCase.Read(mosRu, string.Join(" + ", records.Select((record, place) => $"{record}; id={place}"))));

    [Fact]
    public void The_order_of_records_never_matters() =>
        Gen.Select(Cases, Gen.Int[0, 100]).Sample((one, turn) =>
        {
            var turned = one with { Records = [.. one.Records.Skip(turn % (one.Records.Count + 1)), .. one.Records.Take(turn % (one.Records.Count + 1))] };
            return VerdictPrint.Of(one.Evaluate()) == VerdictPrint.Of(turned.Evaluate());
        });

    [Fact]
    public void A_record_of_somebody_else_never_changes_a_verdict() =>
        Cases.Sample(one =>
        {
            var stranger = VerdictCase.Read("", "staff,parent; id=stranger; family=Чужой; given=Фома; middle=Лукич; snils=739-124-148 00; phones=+74950000000; emails=foma@luka.example").Records;
            VerdictPrint.Of((one with { Records = [.. stranger, .. one.Records] }).Evaluate()).ShouldBe(VerdictPrint.Of(one.Evaluate()));
        });

    [Fact]
    public void Nothing_is_granted_without_a_record_whose_name_agrees_and_whose_number_or_contact_agrees() =>
        Cases.Sample(one =>
        {
            var access = one.Evaluate();
            return access.Granted.Count == 0 || (access.Person is { } person && one.Records.Contains(person)
                && new PersonName(one.Profile.FamilyName!, one.Profile.GivenName!, one.Profile.MiddleName).Folded == person.Name.Folded
                && (person.Snils == Snils.TryParse(one.Profile.Snils) || person.Phones.Contains(PhoneNumber.TryParse(one.Profile.Phone)!)
                    || person.Emails.Contains(EmailAddress.TryParse(one.Profile.Email)!)));
        });

    [Fact]
    public void A_role_is_decided_once_and_a_closed_one_has_a_reason() =>
        Cases.Sample(one =>
        {
            var access = one.Evaluate();
            access.Granted.Select(granted => granted.Role).Concat(access.Withheld.Select(withheld => withheld.Role)).ShouldBeUnique();
            access.Withheld.ShouldAllBe(withheld => withheld.Hindrance != null || withheld.Faults.Any());
        });

    [Fact]
    public void No_verdict_carries_a_value_of_the_school_and_without_proof_not_even_a_hint() =>
        Cases.Sample(one =>
        {
            foreach (var role in one.Evaluate().Withheld)
            {
                var said = string.Join(' ', role.Verdicts) + role.Hindrance;
                foreach (var record in one.Records)
                    Secrets(record).Where(secret => !Known(one).Contains(secret)).ShouldAllBe(secret => !said.Contains(secret, StringComparison.OrdinalIgnoreCase));
                if (!role.IsProven)
                    role.Verdicts.ShouldAllBe(verdict => verdict.SchoolHint == null);
            }
        });

    [Fact(DisplayName = "E9: of what the school holds at most two digits, or the first letters of an address, can be seen")]
    public void Masks_hide()
    {
        Masks.Of(Snils.TryParse("112-233-445 95")!).ShouldBe("•••-•••-••• 95");
        Masks.Of(PhoneNumber.TryParse("+79161234567")!).ShouldBe("+•\u00a0•••\u00a0•••-••-67");
        Masks.Of(EmailAddress.TryParse("ivan@pochta.example")!).ShouldBe("i•••@p•••");
    }

    [Fact(DisplayName = "R51: whoever knows a name and nothing else is told the same whether or not somebody bears it, and whatever that one is")]
    public void A_name_alone_finds_nobody() =>
        Cases.Sample(one =>
        {
            var strangers = one.Records.Where(record => record.Snils is null || record.Snils != Snils.TryParse(one.Profile.Snils))
                .Where(record => !record.Phones.Contains(PhoneNumber.TryParse(one.Profile.Phone)!) && !record.Emails.Contains(EmailAddress.TryParse(one.Profile.Email)!));
            var access = (one with { Records = [.. strangers] }).Evaluate();
            var alone = (one with { Records = [] }).Evaluate();
            (access.Granted.Count + access.Withheld.Count).ShouldBe(0);
            (access.Person, access.OtherSnils).ShouldBe((null, null));
            access.Compared.ShouldBe(alone.Compared);
            access.Unread.ShouldBe(alone.Unread);
        });

    [Fact]
    public void One_letter_away_goes_both_ways() =>
        Gen.Select(Gen.String[Gen.Char['а', 'г'], 0, 5], Gen.String[Gen.Char['а', 'г'], 0, 5]).Sample((one, other) =>
            Nearness.IsOneLetterAway(one, other) == Nearness.IsOneLetterAway(other, one) && (one != other || !Nearness.IsOneLetterAway(one, other)));

    private static IEnumerable<string> Secrets(PersonRecord record) =>
    [
        record.Name.Family, record.Name.Given, record.Name.Middle ?? record.Name.Given,
        .. record.Phones.Select(phone => phone.E164), .. record.Emails.Select(email => email.Folded),
        .. record.Snils is null ? [] : new[] { record.Snils.Digits },
    ];

    private static string?[] Known(VerdictCase one) => [one.Profile.FamilyName, one.Profile.GivenName, one.Profile.MiddleName, one.Profile.Phone, one.Profile.Email];
}
