using System.Text.Json;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Matching;

/// <summary>The role that somebody asked for is open by what mos.ru said of them. Nothing is tied by it: that is made when the person signs in.</summary>
internal sealed class AccessMending(AccessFacts facts, IPersonAddresses addresses) : ICaseMending
{
    public async Task<MendedCase?> FindAsync(WaitingCase waiting, CancellationToken cancellation)
    {
        if (waiting.Profile.Length == 0)
            return null;
        var profile = JsonSerializer.Deserialize<CityProfile>(waiting.Profile)!;
        return AccessRequests.Settled(profile, await facts.EvaluateAsync(profile, cancellation)).Contains(waiting.OpenKey, StringComparer.Ordinal)
            ? new MendedCase(MatchingText.CaseMended, await addresses.OfAsync(profile, cancellation))
            : null;
    }
}
