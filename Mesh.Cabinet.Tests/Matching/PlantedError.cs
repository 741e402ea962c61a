using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.CityMaking;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>An account with one error in it, and what is to be said of that error where it may be said exactly.</summary>
/// <param name="Said">In the words of <c>verdicts.txt</c>, by the field that holds the error; a field that agrees is not in it.</param>
internal sealed record PlantedError(CityPerson Person, CityProfile Profile, params IReadOnlyList<(ProfileField Field, string Words)> Said)
{
    /// <summary>Plants an error of a kind; null where the person or the account cannot have it.</summary>
    public delegate PlantedError? Plant(CityPerson person, CityProfile account, Dice dice, PlantedCity city);

    /// <summary>Every kind of error by its name.</summary>
    public static IReadOnlyDictionary<string, Plant> Kinds { get; } = PlantedNames.Kinds.Concat(PlantedNumbers.Kinds).ToDictionary();
}
