using System.Collections.Concurrent;

namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// The Call-IDs of what is under way. What belongs to a dialog is let in whoever sends it, as a carrier may end a call from another
/// address than it began it from. Written in the lane of the Call-ID, read from any thread.
/// </summary>
internal sealed class OpenCalls
{
    /// <summary>Dialogs: somebody has been answered, or answered us.</summary>
    public CallIds Dialogs { get; } = new();

    /// <summary>INVITEs that somebody sent, and requests of ours. A stranger makes one of these by asking.</summary>
    public CallIds Requests { get; } = new();
}

/// <summary>Call-IDs, each as often as it was entered.</summary>
internal sealed class CallIds
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public bool Has(string? callId) => callId is not null && counts.ContainsKey(callId);

    public void Enter(string? callId) => counts.AddOrUpdate(callId ?? "", 1, static (_, n) => n + 1);

    public void Leave(string? callId)
    {
        // One lane a Call-ID: nobody else changes this count in between.
        if (counts.TryGetValue(callId ?? "", out var count))
        {
            if (count > 1)
            {
                counts[callId ?? ""] = count - 1;
            }
            else
            {
                counts.TryRemove(callId ?? "", out _);
            }
        }
    }
}
