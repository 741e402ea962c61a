using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.CityMaking;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Errors in СНИЛС, contacts and the login of a simplified account.</summary>
internal static class PlantedNumbers
{
    // Fewer would be a slip of one's own number.
    private const int FarDigits = 3;

    public static IReadOnlyDictionary<string, PlantedError.Plant> Kinds { get; } = new Dictionary<string, PlantedError.Plant>
    {
        ["no СНИЛС"] = (person, account, _, _) => Snils(person, account, _ => null, "missing at mos.ru"),
        ["another's СНИЛС"] = (person, account, dice, city) => Snils(person, account, _ => Another(person, dice, city, other => other.Snils), "different"),
        ["a digit of СНИЛС"] = (person, account, dice, _) => Snils(person, account, number => OneDigit(number, 0, dice), "one digit"),
        ["transposed digits of СНИЛС"] = (person, account, dice, _) => Snils(person, account, number => Transposed(number, 0, dice), "transposed digits"),
        ["no phone"] = (person, account, _, city) => Phone(person, account, city, _ => null, "missing at mos.ru"),
        ["another's phone"] = (person, account, dice, city) => Phone(person, account, city, _ => Another(person, dice, city, other => other.Phone), "different"),
        ["a digit of the phone"] = (person, account, dice, city) => Phone(person, account, city, phone => OneDigit(phone, 2, dice), "one digit"),
        ["transposed digits of the phone"] = (person, account, dice, city) => Phone(person, account, city, phone => Transposed(phone, 2, dice), "transposed digits"),
        ["no e-mail"] = (person, account, _, city) => Email(person, account, city, _ => null, "missing at mos.ru"),
        ["another's e-mail"] = (person, account, dice, city) => Email(person, account, city, _ => Another(person, dice, city, other => other.Email), "different"),
        ["a letter of the e-mail"] = (person, account, dice, city) => Email(person, account, city, email => OneDigit(email, 0, dice), "one letter"),
        ["the parent's phone"] = (person, account, dice, city) => account.Phone is not null && Parent(person, dice, city) is { Phone: { } phone } ? new(person, account with { Phone = phone }, (ProfileField.Phone, "the parent's")) : null,
        ["the parent's e-mail"] = (person, account, dice, city) => account.Email is not null && Parent(person, dice, city) is { Email: { } email } ? new(person, account with { Email = email }, (ProfileField.Email, "the parent's")) : null,
        ["another login"] = (person, account, _, _) =>
            account.IsSimplified ? new(person, account with { Login = $"{account.Login}1" }, (ProfileField.Login, "different")) : null,
        ["a namesake from elsewhere"] = (person, account, _, _) => person.Is(PersonRole.Student) || account.Phone is null ? null : new(
            person, person.Stranger(), (ProfileField.Snils, "different"), (ProfileField.Phone, "different"), (ProfileField.Email, "different")),
    };

    private static PlantedError? Snils(CityPerson person, CityProfile account, Func<string, string?> plant, string words) =>
        person.Snils is null ? null : new(person, account with { Snils = plant(person.Snils) }, (ProfileField.Snils, words));

    private static PlantedError? Phone(CityPerson person, CityProfile account, PlantedCity city, Func<string, string?> plant, string words) =>
        account.Phone is { } phone && plant(phone) is var wrong && person.Agents.All(agent => wrong is null || city.People[agent].Phone != wrong)
            ? new(person, account with { Phone = wrong }, (ProfileField.Phone, words)) : null;

    // A slip that gives the contact of a relative is another error.
    private static PlantedError? Email(CityPerson person, CityProfile account, PlantedCity city, Func<string, string?> plant, string words) =>
        account.Email is { } email && plant(email) is var wrong && person.Agents.All(agent => wrong is null || city.People[agent].Email != wrong)
            ? new(person, account with { Email = wrong }, (ProfileField.Email, words)) : null;

    private static string OneDigit(string number, int from, Dice dice)
    {
        var place = Places(number, from).ElementAt(dice.Below(Places(number, from).Count()));
        var digit = (char)('0' + (number[place] - '0' + 1 + dice.Below(9)) % 10);
        return $"{number[..place]}{digit}{number[(place + 1)..]}";
    }

    // Neighbours in the number, though a dash may stand between them.
    private static string Transposed(string number, int from, Dice dice)
    {
        var pairs = Places(number, from).Zip(Places(number, from).Skip(1)).Where(pair => number[pair.First] != number[pair.Second]).ToList();
        var (one, other) = pairs[dice.Below(pairs.Count)];
        var digits = number.ToCharArray();
        (digits[one], digits[other]) = (digits[other], digits[one]);
        return new string(digits);
    }

    private static IEnumerable<int> Places(string number, int from) => Enumerable.Range(from, number.Length - from).Where(place => char.IsAsciiDigit(number[place]));

    // Not of the same family, whose contacts have verdicts of their own, nor a namesake's, who is a candidate by the name.
    private static string Another(CityPerson person, Dice dice, PlantedCity city, Func<CityPerson, string?> value)
    {
        while (true)
        {
            var neighbour = city.Neighbour(dice);
            var other = value(neighbour);
            var own = value(person);
            if (neighbour.Name.Given != person.Name.Given && other is not null && own is not null && other.Length == own.Length && other.Zip(own).Count(pair => pair.First != pair.Second) >= FarDigits)
                return other;
        }
    }

    private static CityPerson? Parent(CityPerson person, Dice dice, PlantedCity city) =>
        person.Is(PersonRole.Student) && person.Agents.Count > 0 ? city.People[dice.Of(person.Agents)] : null;
}
