using Kindline.Engine;
using Kindline.Voice.Calls;

namespace Kindline.Flows;

/// <summary>An agent of ours at the phone.</summary>
internal sealed record Speaker(AgentId Agent, CallLeg Leg);

/// <summary>Where the outside party is after a talk or a transfer.</summary>
internal abstract record Handover
{
    private Handover()
    {
    }

    /// <summary>With this agent; one who has not heard of the call yet is told by a whisper what it is.</summary>
    public sealed record With(Speaker Speaker, bool Whispers = false) : Handover;

    /// <summary>Nowhere: one side hung up.</summary>
    public sealed record Over : Handover;

    /// <summary>Gone, while nobody of ours was there.</summary>
    public sealed record CallerLeft : Handover;

    /// <summary>At the voicemail: nobody can be expected to come.</summary>
    public sealed record ToVoicemail : Handover;
}

/// <summary>How a talk of two ended.</summary>
internal abstract record TalkEnd
{
    private TalkEnd()
    {
    }

    public sealed record HungUp : TalkEnd;

    /// <summary>The agent wants a third one, or wants the caller or the own sound elsewhere; the one who asked waits for an answer.</summary>
    public sealed record Wish(Telephony.CallCommand Command) : TalkEnd;
}
