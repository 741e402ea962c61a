using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Caching.Memory;
using MudBlazor;

namespace Mesh.Cabinet.Children;

/// <summary>A child without an account, told to who may make one.</summary>
internal sealed class ChildrenFront(IFamilies families, MyChildren mine, ChildrenWithAccount settled, MoscowClock clock) : ICabinetFront
{
    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation)
    {
        if (!access.Has(PersonRole.Parent) || access.Person is not { } adult)
            return Front.Nothing;

        var toDo = new List<ToDoItem>();
        foreach (var (child, right) in await families.ChildrenOfAsync(adult.Id, clock.Today, cancellation))
        {
            if (right is not FamilyRight.Full || !mine.ComesByThisDoor(session, child) || settled.Has(child.Id))
                continue;
            var state = await mine.StateAsync(child, cancellation);
            if (state is ChildAccountState.None or ChildAccountState.Started { IsBusy: false })
                toDo.Add(new ToDoItem(20, Icons.Material.Rounded.ChildCare, string.Format(ChildrenText.WithoutAccount, ChildView.NameOf(child)), ChildrenText.CreateAccount, ChildAddress.Account(child.Id)));
            else if (state is ChildAccountState.Made or ChildAccountState.AtMosRu)
                settled.Add(child.Id);
        }

        return new Front { ToDo = toDo };
    }
}

/// <summary>Children who have an account, remembered for an hour: mos.ru is not asked whenever a parent opens the cabinet.</summary>
internal sealed class ChildrenWithAccount(TimeProvider time) : IDisposable
{
    private const int Most = 50_000;
    private static readonly TimeSpan For = TimeSpan.FromHours(1);

    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = Most });

    public bool Has(string childId) => known.TryGetValue(childId, out DateTimeOffset until) && until > time.GetUtcNow();

    public void Add(string childId) => known.Set(childId, time.GetUtcNow() + For, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = For });

    public void Dispose() => known.Dispose();
}
