using Kindline.Engine;

namespace Kindline.Interactions;

/// <summary>The one way to add a fact to an interaction from outside the call itself.</summary>
public interface IInteractionLog
{
    /// <summary>
    /// Returns when the event is committed to the local journal and the row shows it. The data is written as a JSON object;
    /// a field that is absent leaves the row as it was, a field that is null clears it.
    /// </summary>
    Task AppendAsync(InteractionId id, string type, object data, CancellationToken ct);
}
