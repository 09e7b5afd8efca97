using Kindline.Interactions;

namespace Kindline.Reporting.Metrics;

/// <summary>
/// The figures of inbound calls, in the order of their columns. Titles are those of the centre's own report tables; where a
/// table's name misleads, the formula says what is meant.
/// </summary>
public static class InboundMetrics
{
    /// <summary>Who hangs up sooner has not given us a chance; such calls are counted apart, and left in every rate.</summary>
    public const int ShortAbandonSeconds = 5;

    private const string None = "Nothing: every inbound call of the practice that has ended";
    private const string Running = "Calls that have not ended yet";

    /// <summary>All of them; the first is what the others are parts of.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new CallCount("received", "Calls Received",
            "Inbound calls that started in the time and have ended",
            $"{Running}; counted as soon as the caller is gone", "R357 R372", Received),
        new CallCount("handled", "Calls Handled",
            "Received calls that a person on our side answered",
            "Greetings, menus and voicemail do not answer a call", "R372", Handled),
        new CallCount("dropped", "Calls Dropped",
            "Calls Received - Calls Handled: abandoned, sent to voicemail or call-back, overflowed, interrupted before the answer, failed",
            None, "R373", c => Received(c) && !c.Answered),
        new CallShare("handledRatio", "Calls handled Ratio", "Calls Handled / Calls Received x 100", None, "R373", Handled, Received),
        new CallShare("serviceLevel", "Service Level",
            "Calls answered within N seconds of entering the queue / Calls Received x 100; N is the queue's own, 20 where it has none",
            "Nothing: short abandons, calls that hung up before the queue and calls sent to voicemail stay in the divisor, so it never flatters",
            "R58 R330", c => Handled(c) && (c.QueueSeconds ?? 0) <= c.ServiceLevelSeconds, Received),
        new MeanSeconds("averageSpeedToAnswer", "Average Speed to Answer",
            "Seconds from entering the queue to the answer, mean over Calls Handled; a call answered without waiting counts 0",
            "Calls not handled", "R331", Handled, c => c.QueueSeconds ?? 0),
        new MeanSeconds("averageQueueTime", "Average Queue Time",
            "Seconds in the queue until the answer, the hang-up or the overflow, mean over calls that entered a queue",
            "Calls that entered no queue", "R329", Waited, c => c.QueueSeconds ?? 0),
        new LongestSeconds("longestWait", "Longest Wait",
            "The longest time in the queue of any call, however it ended",
            "Calls that entered no queue", "R337", Waited, c => c.QueueSeconds ?? 0),
        new MeanSeconds("averageHandleTime", "Average Handle Time",
            "Talk time with holds + after-call work, mean over Calls Handled; after-call work that is not finished counts 0 until it is",
            "Calls not handled", "R332 R349", Handled, c => (c.TalkSeconds ?? 0) + (c.WrapUpSeconds ?? 0)),
        new MeanSeconds("averageHoldTime", "Average Hold Time",
            "Seconds on hold, mean over Calls Handled", "Calls not handled", "R344", Handled, c => c.HoldSeconds),
        new MeanSeconds("averageAfterCallWork", "Average After-Call Work",
            "Seconds of after-call work, mean over Calls Handled whose work is finished",
            "Calls not handled, and after-call work that is not finished", "R333",
            c => Handled(c) && c.WrapUpSeconds is not null, c => c.WrapUpSeconds ?? 0),
        new CallCount("abandoned", "Calls Abandoned",
            "Received calls whose caller hung up before anybody answered and left no message",
            "Calls sent to voicemail or call-back", "R328", Abandoned),
        new CallShare("abandonmentRate", "Abandonment Rate",
            "Calls Abandoned / Calls Received x 100 (one of the documents prints it upside down)",
            "Nothing: short abandons are counted", "R328 R388", Abandoned, Received),
        new CallCount("shortAbandoned", "Short Abandons",
            $"Calls Abandoned that lasted {ShortAbandonSeconds} seconds at most, greeting included",
            "Shown apart, not taken out of any rate", "R328", c => Abandoned(c) && c.Seconds <= ShortAbandonSeconds),
        new CallCount("voicemails", "Voicemails recd", "Received calls that left a message", None, "R61 R63 R357", c => Received(c) && c.Voicemail),
        new CallCount("repeatCalls", "1Day Repeat calls",
            "Received calls whose number had called the practice before on the same day, in the practice's time zone and in whatever queue",
            "Calls without a number repeat nobody", "R372", Repeats),
        new CallShare("repeatRatio", "1 Day Repeat Ratio", "1Day Repeat calls / Calls Received x 100", None, "R374", Repeats, Received),
        new CallShare("uniqueRatio", "1 Day Unique Calls",
            "100 - 1 Day Repeat Ratio: a percentage, despite its name", None, "R374", c => !c.Repeat, Received),
        new CallCount("resolved", "Resolved on first contact",
            "Received calls that the agent marked as resolved", "Calls without such a mark are not resolved", "R357", Resolved),
        new CallShare("firstCallResolution", "First Call Resolution",
            "Resolved on first contact / Calls Received x 100", "Nothing: calls not handled stay in the divisor", "R336 R358", Resolved, Received),
    ];

    public static Metric? Find(string key) => All.FirstOrDefault(m => m.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static bool Received(InboundCall call) => call.Ended;

    private static bool Handled(InboundCall call) => call.Ended && call.Answered;

    private static bool Waited(InboundCall call) => call.Ended && call.QueueSeconds is not null;

    private static bool Abandoned(InboundCall call) => call.Ended && call.Outcome is Outcome.Abandoned;

    private static bool Repeats(InboundCall call) => call.Ended && call.Repeat;

    private static bool Resolved(InboundCall call) => call.Ended && call.Resolved;
}
