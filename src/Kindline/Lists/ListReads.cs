using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Lists;

/// <summary>What the audit trail is told of people who were seen in a list: who, what, and that the list is why.</summary>
internal static class ListReads
{
    /// <summary>An entry for each person; a list with nobody is one too.</summary>
    /// <param name="code">"list.read", "list.printed".</param>
    /// <param name="list">Null for one that is not kept.</param>
    /// <param name="user">Who asked.</param>
    /// <param name="shown">Who is shown.</param>
    public static IReadOnlyList<AuditEntry> Of(string code, ListId? list, SignedInUser user, IReadOnlyList<ListRow> shown)
    {
        var entry = new AuditEntry(code, 'R', user.AsActor()) { ObjectType = "List", ObjectId = list?.ToString(), Reason = list is { } id ? $"list {id}" : "list, not kept" };
        return shown.Count == 0 ? [entry] : [.. shown.Select(p => entry with { PatientId = p.Id })];
    }
}
