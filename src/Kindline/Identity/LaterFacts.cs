using Kindline.Foundation;

namespace Kindline.Identity;

/// <summary>Asked before an idle session ends: an agent on a call keeps theirs (compliance 1.1). Agents knows who is.</summary>
public interface ISessionHold
{
    bool Holds(Guid userId);
}

/// <summary>What the practices are called; Practices knows.</summary>
public interface IPracticeNames
{
    Task<IReadOnlyDictionary<PracticeId, string>> ReadAsync(CancellationToken ct);
}
