using Kindline.Voice.Calls;

namespace Kindline.Telephony.Signalling;

/// <summary>Lays the legs of a call beside each other, with all messages in the order in which they passed.</summary>
internal static class Ladder
{
    /// <param name="legs">Party and messages of each leg.</param>
    public static LadderView Of(IEnumerable<Rung> legs, bool running, bool masked)
    {
        var columns = legs.Where(l => l.Messages.Count > 0).OrderBy(l => l.Messages[0].At).ToList();
        var passed = columns.SelectMany((leg, n) => leg.Messages.Select(m => (Leg: n, Message: m))).OrderBy(m => m.Message.At).ToList();
        var start = passed.Count > 0 ? passed[0].Message.At : default;
        return new LadderView(
            [.. columns.Select(Column)],
            [.. passed.Select(p => View(p.Leg, p.Message, start, masked))],
            running,
            masked);
    }

    private static LadderLeg Column(Rung leg)
    {
        var first = leg.Messages[0];
        return new LadderLeg(leg.Party, $"{first.Protocol.ToString().ToUpperInvariant()} {first.Peer}", leg.Answer, leg.Failed, leg.Left);
    }

    private static LadderMessage View(int leg, TracedMessage message, DateTimeOffset start, bool masked)
    {
        var text = SignallingMask.WithoutSecrets(message.Text);
        return new LadderMessage(
            message.At, (message.At - start).TotalMilliseconds, leg, message.Sent, SignallingText.TitleOf(text), SignallingText.CSeqOf(text),
            masked ? SignallingMask.WithoutPeople(text) : text);
    }

    /// <summary>One leg as it is laid into a ladder.</summary>
    internal sealed record Rung(string Party, string Answer, bool Failed, int Left, IReadOnlyList<TracedMessage> Messages)
    {
        public static Rung Of(SignallingLeg row) => new(row.Party, row.Answer, row.Failed, row.Left, SignallingText.Read(row));

        public static Rung Of(LegTrace trace)
        {
            var answer = SignallingText.AnswerOf(trace.Messages);
            return new Rung(trace.Label?.Party ?? "", answer ?? "", answer is { Length: > 0 } and not ['2', ..], trace.Left, trace.Messages);
        }
    }
}
