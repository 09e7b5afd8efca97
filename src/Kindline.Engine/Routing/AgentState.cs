namespace Kindline.Engine.Routing;

/// <summary>What an agent is doing, in the words of the field. The edges between them stand in <see cref="AgentStates"/>.</summary>
public enum AgentState
{
    /// <summary>Not at work.</summary>
    SignedOut,

    /// <summary>At work but not taking contacts: just signed in, a break, an offer missed. Carries a reason.</summary>
    Away,

    /// <summary>Free: the next contact may be offered.</summary>
    Ready,

    /// <summary>One contact is offered; the phone rings.</summary>
    Ringing,

    /// <summary>Talking, inbound or outbound.</summary>
    OnCall,

    /// <summary>The call is the agent's, the caller hears music.</summary>
    OnHold,

    /// <summary>The guest of a contact that a colleague owns: rung by the colleague, talking with the colleague, or with both. Or its coach.</summary>
    Consulting,

    /// <summary>The call is over, its record is not. Ends only when the agent (or the host for the agent) says so.</summary>
    WrapUp,

    /// <summary>Would be ready, but no phone is registered.</summary>
    PhoneLost,
}

/// <summary>What can happen to an agent; the columns of the table in <see cref="AgentStates"/>.</summary>
public enum AgentInput
{
    /// <summary>The agent signs in.</summary>
    SignIn,

    /// <summary>The agent signs out, or is signed out.</summary>
    SignOut,

    /// <summary>The agent asks to be ready.</summary>
    BeReady,

    /// <summary>The agent, or a supervisor, asks to be away.</summary>
    BeAway,

    /// <summary>"Break after this": what comes after the work at hand is chosen.</summary>
    ChooseNext,

    /// <summary>The agent's phone is registered.</summary>
    PhoneFound,

    /// <summary>The agent's phone is gone.</summary>
    PhoneLost,

    /// <summary>The floor offers a contact.</summary>
    Offer,

    /// <summary>The agent answers the offer.</summary>
    OfferTaken,

    /// <summary>The offer ran out, or the phone refused it.</summary>
    OfferNotTaken,

    /// <summary>The offer ends through no doing of the agent: the caller left.</summary>
    OfferWithdrawn,

    /// <summary>The agent is taken for an outbound call, or for a caller who comes to this very agent: a transfer returned, a parked call taken.</summary>
    OutboundStarted,

    /// <summary>A colleague asks the agent about a contact of the colleague's own.</summary>
    Consult,

    /// <summary>The contact that the agent was asked about becomes the agent's own.</summary>
    ConsultTaken,

    /// <summary>The colleague, or the agent, ended the consultation.</summary>
    ConsultEnded,

    /// <summary>The caller is put on hold.</summary>
    Hold,

    /// <summary>The caller is taken off hold.</summary>
    Resume,

    /// <summary>The call is over, or left the agent.</summary>
    CallEnded,

    /// <summary>Wrap-up is done; ready next.</summary>
    WrappedUpReady,

    /// <summary>Wrap-up is done; away next.</summary>
    WrappedUpAway,

    /// <summary>Wrap-up is done; signing out.</summary>
    WrappedUpSignedOut,
}
