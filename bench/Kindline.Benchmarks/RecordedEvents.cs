using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Benchmarks;

/// <summary>What calls put on the record, some calls at once, each event by event from its start to its wrap-up, without end.</summary>
internal sealed class RecordedEvents(int callsAtOnce)
{
    private static readonly PracticeId Practice = new(new Guid(1, 1, 0, new byte[8]));
    private static readonly QueueId Queue = new(new Guid(1, 2, 0, new byte[8]));
    private static readonly AgentId Agent = new(new Guid(1, 3, 0, new byte[8]));
    private static readonly RecordingId Recording = new(new Guid(1, 4, 0, new byte[8]));

    private static readonly (string Type, object Fact)[] Story =
    [
        (EventType.Started, new StartedFact(Practice, Channel.Voice, Direction.Inbound, "+12125550100", "+12125550199", "Main line")),
        (EventType.Matched, new MatchedFact(0, null)),
        (EventType.Played, new PlayedFact("greeting", ToTheEnd: true)),
        (EventType.Queued, new QueuedFact(Queue)),
        (EventType.Offered, new AgentFact(Agent)),
        (EventType.Answered, new AgentFact(Agent)),
        (EventType.RecordingStarted, new RecordingFact(Recording)),
        (EventType.RecordingEnded, new RecordingFact(Recording, 180)),
        (EventType.HungUp, new HungUpFact("caller")),
        (EventType.Ended, new EndedFact(Outcome.Handled, WrapUp: true)),
        (EventType.WrapUpSaved, new WrapUpFact(CallerType.Patient, Reason: "billing", Resolved: true, Subjects: [new(null, "resolved")])),
        (EventType.WrapUpDone, new NoFact()),
    ];

    private readonly InteractionId[] calls = new InteractionId[callsAtOnce];
    private int next;

    public (InteractionId Id, string Type, object Fact) Next()
    {
        var at = next % calls.Length;
        var (type, fact) = Story[next / calls.Length % Story.Length];
        next++;
        if (type == EventType.Started)
        {
            calls[at] = new InteractionId(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        }
        return (calls[at], type, fact);
    }
}
