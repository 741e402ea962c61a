using Mesh.Cabinet.Tests.Browser;
using Mesh.Cabinet.Tests.Children;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Parts;
using Mesh.Cabinet.Tests.Reliability;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Mesh.Cabinet.Tests.LongestFirst))]

namespace Mesh.Cabinet.Tests;

/// <summary>Begins with what takes minutes, so that it does not run alone at the end while the other core waits.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
        [Journeys.Name, CabinetLife.Name, InTheDomain.Name, BehindTls.Name, .. new[]
        {
            typeof(TwoNodesTests), typeof(RecordsChangeJourneys), typeof(ChildrenJourneys), typeof(FamilyRightsTests), typeof(OtherProviderTests), typeof(EveryStateJourneys), typeof(KillTests), typeof(RestartsTests),
            typeof(SpokenProductTests), typeof(ProtectionCommandTests), typeof(HandOverTests), typeof(FaultsTests),
        }.Select(type => type.FullName!)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName))];

    private static int Place(string collection)
    {
        var place = Array.FindIndex(Long, name => collection.Contains(name, StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
