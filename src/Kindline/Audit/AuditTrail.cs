namespace Kindline.Audit;

/// <summary>The one owner of the audit store: entries are kept before the call returns.</summary>
public sealed class AuditTrail
{
    /// <summary>Returns when all entries are on disk; throws when they cannot be kept, so that the answer does not leave.</summary>
    public Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken ct) => throw new NotImplementedException();
}
