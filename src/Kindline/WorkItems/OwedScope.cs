using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.WorkItems;

/// <summary>
/// Over which entries a permission reaches. The lists are the common work of a practice: everybody who may read them sees all
/// of it with its owner. With own scope one works on what nobody has taken and on what is one's own.
/// </summary>
internal sealed record OwedScope(Scope Scope, Guid Me, IReadOnlyList<PracticeId> Practices, bool Clinical)
{
    public bool Masks => Scope is Scope.Masked;

    private bool OnlyOwn => Scope is Scope.Own;

    public static OwedScope Of(SignedInUser user, string permission) =>
        new(user.ScopeOf(permission), user.Id, user.Practices, user.Can(Permission.WorkItemsClinical));

    public IQueryable<Owed> Narrow(IQueryable<Owed> owed) => Scope switch
    {
        Scope.All => owed,
        Scope.Sample => owed.Where(o => false),
        _ => owed.Where(o => Practices.Contains(o.PracticeId)),
    };

    public IQueryable<WorkItem> Narrow(IQueryable<WorkItem> items) => Scope switch
    {
        Scope.All => Allowed(items),
        Scope.Sample => items.Where(w => false),
        _ => Allowed(items).Where(w => Practices.Contains(w.PracticeId)),
    };

    /// <summary>Of those, the ones that this person may still change.</summary>
    public IQueryable<Owed> Workable(IQueryable<Owed> owed) =>
        owed.Where(o => o.ClosedAt == null && (!OnlyOwn || o.OwnerId == null || o.OwnerId == Me));

    /// <summary>Of those, the ones whose closing this person may undo.</summary>
    public IQueryable<Owed> Reopenable(IQueryable<Owed> owed) =>
        owed.Where(o => o.Closing == OwedClosing.ByHand && (!OnlyOwn || o.ClosedBy == Me));

    /// <summary>Of those, the ones that this person may still change.</summary>
    public IQueryable<WorkItem> Workable(IQueryable<WorkItem> items) =>
        items.Where(w => w.State != WorkItemState.Done && (!OnlyOwn || w.AssigneeId == null || w.AssigneeId == Me));

    /// <summary>Clinical questions are for nurses and providers.</summary>
    private IQueryable<WorkItem> Allowed(IQueryable<WorkItem> items) => Clinical ? items : items.Where(w => w.Kind != WorkItemKind.Clinical);
}
