using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Calls;

/// <summary>
/// Keeps the messages of every call until a little after its end, and then hands them out leg by leg. Costs a look-up and a list entry
/// for a message; text is made of them only at the end. What an attacker can fill is bounded: <see cref="MostLegs"/>, <see cref="MostMessages"/>.
/// </summary>
internal sealed class SipTrace(TimeProvider clock, Action<LegTrace> keep)
{
    /// <summary>Legs followed at once; further ones are not.</summary>
    public const int MostLegs = 20_000;

    /// <summary>Messages kept of a leg; of further ones only the number.</summary>
    public const int MostMessages = 200;

    // The 200 to a BYE comes after the leg's end, and so may repetitions.
    private static readonly TimeSpan Lingers = TimeSpan.FromSeconds(4);

    // An INVITE that never became a leg: a challenge, a refusal.
    private static readonly TimeSpan WaitsForOwner = TimeSpan.FromSeconds(40);

    private readonly ConcurrentDictionary<string, Leg> legs = [];
    private readonly TimeProvider clock = clock;
    // The dictionary's own count takes all of its locks.
    private int following;

    /// <summary>Hears of every message of a call as it passes.</summary>
    public event Action<string, TracedMessage>? Passed;

    /// <summary>A message has come.</summary>
    public void Received(SipMessage message)
    {
        if (message is { CallId: { } callId, Source: { } source } && TryFollow(callId, message is SipRequest { Method: SipMethods.Invite }, out var leg))
        {
            Note(callId, leg, new Passing(clock.GetUtcNow(), false, source, message, default));
        }
    }

    /// <summary>A message has been sent.</summary>
    public void Sent(SipFlow flow, ReadOnlyMemory<byte> message)
    {
        if (CallIdOf(message.Span) is { } callId && TryFollow(callId, message.Span.StartsWith("INVITE "u8), out var leg))
        {
            Note(callId, leg, new Passing(clock.GetUtcNow(), true, flow, null, message));
        }
    }

    /// <summary>The leg has a call of the host's to belong to, or another one than before.</summary>
    public void Label(string callId, LegLabel label)
    {
        if (TryFollow(callId, begins: true, out var leg))
        {
            leg.Label = label;
        }
    }

    /// <summary>The leg has ended.</summary>
    public void Over(string callId)
    {
        if (legs.TryGetValue(callId, out var leg))
        {
            leg.OverAt = clock.GetUtcNow();
        }
    }

    /// <summary>Hands out what has been over for a while, and forgets what never became a call. O(legs), once a second.</summary>
    public void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var (callId, leg) in legs)
        {
            var over = leg.OverAt is { } end ? now - end >= Lingers : leg.Label is null && now - leg.LastAt >= WaitsForOwner;
            if (over)
            {
                HandOut(callId, leg);
            }
        }
    }

    /// <summary>Hands out all: the exchange stops.</summary>
    public void End()
    {
        foreach (var (callId, leg) in legs)
        {
            HandOut(callId, leg);
        }
    }

    /// <summary>What has passed of a leg that is still followed.</summary>
    public LegTrace? Of(string callId) => legs.TryGetValue(callId, out var leg) ? leg.ToTrace(callId) : null;

    /// <summary>All legs of a call of the host's that are still followed.</summary>
    public IReadOnlyList<LegTrace> Of(Guid call) => [.. legs.Where(l => l.Value.Label?.Call == call).Select(l => l.Value.ToTrace(l.Key))];

    private void HandOut(string callId, Leg leg)
    {
        if (!legs.TryRemove(callId, out _))
        {
            return;
        }
        Interlocked.Decrement(ref following);
        if (leg.Label is not null)
        {
            keep(leg.ToTrace(callId));
        }
    }

    private void Note(string callId, Leg leg, Passing passing)
    {
        leg.Add(passing);
        Passed?.Invoke(callId, passing.ToTraced());
    }

    private bool TryFollow(string callId, bool begins, [NotNullWhen(true)] out Leg? leg)
    {
        if (legs.TryGetValue(callId, out leg))
        {
            return true;
        }
        if (!begins || Volatile.Read(ref following) >= MostLegs)
        {
            return false;
        }
        var begun = new Leg { LastAt = clock.GetUtcNow() };
        leg = legs.GetOrAdd(callId, begun);
        if (leg == begun)
        {
            Interlocked.Increment(ref following);
        }
        return true;
    }

    // Our own writer wrote it: the name is never compact, the value never folded.
    private static string? CallIdOf(ReadOnlySpan<byte> message)
    {
        var at = message.IndexOf("\r\nCall-ID: "u8);
        if (at < 0)
        {
            return null;
        }
        var value = message[(at + 11)..];
        var end = value.IndexOf("\r\n"u8);
        return end < 0 ? null : Encoding.UTF8.GetString(value[..end]);
    }

    /// <summary>A message as it came or went; its text is not made yet.</summary>
    private readonly record struct Passing(DateTimeOffset At, bool Sent, SipFlow Flow, SipMessage? Message, ReadOnlyMemory<byte> Bytes)
    {
        public TracedMessage ToTraced() =>
            new(At, Sent, Flow.Protocol, Flow.Remote, Encoding.UTF8.GetString(Message is null ? Bytes.Span : SipWriter.ToBytes(Message)));
    }

    private sealed class Leg
    {
        private readonly Lock gate = new();
        private readonly List<Passing> messages = [];
        private int left;

        public LegLabel? Label { get; set; }

        public DateTimeOffset? OverAt { get; set; }

        public DateTimeOffset LastAt { get; set; }

        public void Add(Passing passing)
        {
            lock (gate)
            {
                LastAt = passing.At;
                if (messages.Count < MostMessages)
                {
                    messages.Add(passing);
                }
                else
                {
                    left++;
                }
            }
        }

        public LegTrace ToTrace(string callId)
        {
            lock (gate)
            {
                return new LegTrace(callId, Label, [.. messages.Select(m => m.ToTraced())], left);
            }
        }
    }
}
