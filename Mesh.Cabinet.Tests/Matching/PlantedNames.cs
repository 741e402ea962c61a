using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Errors in a name, and ways of writing it that are none.</summary>
internal static class PlantedNames
{
    private const string LookAlike = "aceopxyABCEHKMOPTX";
    private const string Cyrillic = "асеорхуАВСЕНКМОРТХ";
    private const string OtherLatin = "qwzjQWZJ";
    private const string Alphabet = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
    private const int Tries = 50;

    public static IReadOnlyDictionary<string, PlantedError.Plant> Kinds { get; } = new Dictionary<string, PlantedError.Plant>
    {
        ["no error"] = (person, account, _, _) => new(person, account),
        ["a Latin look-alike"] = (person, account, dice, _) => Latin(person, account, dice, isLookAlike: true),
        ["another Latin letter"] = (person, account, dice, _) => Latin(person, account, dice, isLookAlike: false),
        ["a wrong letter"] = (person, account, dice, _) => Slip(person, account, dice, (text, place) => $"{text[..place]}{Alphabet[dice.Below(Alphabet.Length)]}{text[(place + 1)..]}"),
        ["a missing letter"] = (person, account, dice, _) => Slip(person, account, dice, (text, place) => text[place] == '-' ? text : text.Remove(place, 1)),
        ["a doubled letter"] = (person, account, dice, _) => Slip(person, account, dice, (text, place) => text[place] == '-' ? text : text.Insert(place, text[place].ToString())),
        ["transposed letters"] = (person, account, dice, _) => Slip(person, account, dice, (text, place) => place == 0 ? text : $"{text[..(place - 1)]}{text[place]}{text[place - 1]}{text[(place + 1)..]}"),
        ["ё is е"] = (person, account, _, _) => Written(person, account, text => text.Replace('ё', 'Е').Replace('е', 'ё').Replace('Е', 'е').Replace('Ё', 'Е')),
        ["a dash"] = (person, account, _, _) => Written(person, account, text => text.Replace("-", " – ", StringComparison.Ordinal)),
        ["capitals"] = (person, account, _, _) => Written(person, account, text => text.ToUpperInvariant()),
        ["spaces around"] = (person, account, _, _) => Written(person, account, text => $" {text}\u00A0"),
        ["surname and name swapped"] = (person, account, _, _) => new(
            person, account with { FamilyName = account.GivenName, GivenName = account.FamilyName }, (ProfileField.FamilyName, "swapped"), (ProfileField.GivenName, "swapped")),
        ["an old surname"] = OldSurname,
        ["no patronymic at mos.ru"] = (person, account, _, _) =>
            person.Name.Middle is null ? null : new(person, account with { MiddleName = null }, (ProfileField.MiddleName, "missing at mos.ru")),
        ["no patronymic at school"] = (person, account, dice, _) =>
            person.Name.Middle is not null ? null : new(person, account with { MiddleName = dice.Of(Names.Patronymics).Man }, (ProfileField.MiddleName, "missing at school")),
    };

    private static PlantedError? Latin(CityPerson person, CityProfile account, Dice dice, bool isLookAlike)
    {
        var (field, text) = Part(account, dice);
        for (var tries = 0; tries < Tries; tries++)
        {
            var place = dice.Below(text.Length);
            var letter = isLookAlike ? LookAlike.ElementAtOrDefault(Cyrillic.IndexOf(text[place], StringComparison.Ordinal)) : OtherLatin[dice.Below(OtherLatin.Length)];
            if (letter != '\0')
                return new(person, With(account, field, $"{text[..place]}{letter}{text[(place + 1)..]}"), (field, $"latin {letter} {place + 1}"));
        }

        return null;
    }

    private static PlantedError? Slip(CityPerson person, CityProfile account, Dice dice, Func<string, int, string> slip)
    {
        var (field, text) = Part(account, dice);
        for (var tries = 0; tries < Tries; tries++)
        {
            var wrong = slip(text, dice.Below(text.Length));
            if (PersonName.Fold(wrong) != PersonName.Fold(text))
                return new(person, With(account, field, wrong), (field, "one letter"));
        }

        return null;
    }

    private static PlantedError? Written(CityPerson person, CityProfile account, Func<string, string> write)
    {
        var written = account with { FamilyName = write(account.FamilyName!), GivenName = write(account.GivenName!), MiddleName = account.MiddleName is null ? null : write(account.MiddleName) };
        return written == account ? null : new(person, written);
    }

    // Both forms of a surname begin alike: another beginning is another surname.
    private static PlantedError OldSurname(CityPerson person, CityProfile account, Dice dice, PlantedCity city)
    {
        var others = Names.Family.Where(family => family.Man[..2] != person.Name.Family[..2]).ToList();
        return new(person, account with { FamilyName = dice.Of(others).Woman }, (ProfileField.FamilyName, "other surname"));
    }

    private static (ProfileField Field, string Text) Part(CityProfile account, Dice dice) => dice.Below(account.MiddleName is null ? 2 : 3) switch
    {
        0 => (ProfileField.FamilyName, account.FamilyName!),
        1 => (ProfileField.GivenName, account.GivenName!),
        _ => (ProfileField.MiddleName, account.MiddleName!),
    };

    private static CityProfile With(CityProfile account, ProfileField field, string text) => field switch
    {
        ProfileField.FamilyName => account with { FamilyName = text },
        ProfileField.GivenName => account with { GivenName = text },
        _ => account with { MiddleName = text },
    };
}
