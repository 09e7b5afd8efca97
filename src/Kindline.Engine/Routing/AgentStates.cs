using static Kindline.Engine.Routing.AgentInput;

namespace Kindline.Engine.Routing;

/// <summary>
/// The table of agent states, and the only place that knows it. <c>--&gt;</c> moves, <c>=</c> stays, <c>later</c> is kept until the
/// work at hand is over; what is not named is refused.
/// <code>
/// SignedOut  1 SignIn --&gt; Away.                       = SignOut, PhoneFound, PhoneLost
/// Away       2 BeReady --&gt; Ready  3 BeAway --&gt; Away (new reason)  4 SignOut --&gt; SignedOut  5 OutboundStarted --&gt; OnCall
///            28 Consult --&gt; Consulting                = SignIn, PhoneFound, PhoneLost
/// Ready      6 Offer --&gt; Ringing  7 OutboundStarted --&gt; OnCall  8 BeAway --&gt; Away  9 SignOut --&gt; SignedOut
///            10 PhoneLost --&gt; PhoneLost  29 Consult --&gt; Consulting
///                                                     = SignIn, BeReady, PhoneFound
/// Ringing    11 OfferTaken --&gt; OnCall  12 OfferNotTaken --&gt; Away  13 OfferWithdrawn --&gt; Ready  14 BeAway --&gt; Away
///            15 SignOut --&gt; SignedOut  16 PhoneLost --&gt; PhoneLost
///                                                     = SignIn, BeReady, PhoneFound; later ChooseNext
/// OnCall     17 Hold --&gt; OnHold  18 CallEnded --&gt; WrapUp
///                                                     = SignIn, PhoneFound, PhoneLost; later BeReady, BeAway, SignOut, ChooseNext
/// OnHold     19 Resume --&gt; OnCall  20 CallEnded --&gt; WrapUp      (the rest as OnCall)
/// Consulting 30 ConsultTaken --&gt; OnCall  31 ConsultEnded --&gt; Ready  32 OfferNotTaken --&gt; Away      (the rest as OnCall)
/// WrapUp     21 WrappedUpReady --&gt; Ready  22 WrappedUpAway --&gt; Away  23 WrappedUpSignedOut --&gt; SignedOut
///            24 OutboundStarted --&gt; OnCall            (the rest as OnCall)
/// PhoneLost  25 PhoneFound --&gt; Ready  26 BeAway --&gt; Away  27 SignOut --&gt; SignedOut
///                                                     = SignIn, PhoneLost
/// </code>
/// 1: nobody is offered a contact by signing in; the agent says so. 5, 24: an agent may call out from a break or before the last
/// record is written. 12: whoever lets it ring is not offered the next one too. 13: the caller hung up; the agent keeps the idle rank.
/// 14-16: the offer goes back and on to the next agent. An agent who loses the phone during a call keeps the call (media may well go
/// on); the loss is remembered and takes effect after wrap-up by 21 and then 10. 25: counted as newly ready, so a flapping phone
/// does not collect calls. 28: a colleague on a break may be asked too; the floor keeps the wish to be away, so that 31 and then 8 lead
/// back to the break. 32: as 12, for one who let a colleague ring.
/// </summary>
public static class AgentStates
{
    /// <summary>The cell for this state and input. Pure; O(1).</summary>
    public static AgentTransition Next(AgentState state, AgentInput input) => state switch
    {
        AgentState.SignedOut => FromSignedOut(input),
        AgentState.Away => FromAway(input),
        AgentState.Ready => FromReady(input),
        AgentState.Ringing => FromRinging(input),
        AgentState.OnCall => FromOnCall(input),
        AgentState.OnHold => FromOnHold(input),
        AgentState.Consulting => FromConsulting(input),
        AgentState.WrapUp => FromWrapUp(input),
        AgentState.PhoneLost => FromPhoneLost(input),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Whether an agent in this state may be expected to take a caller soon: ready, or at work on a contact.</summary>
    public static bool Serves(AgentState state) => state is
        AgentState.Ready or AgentState.Ringing or AgentState.OnCall or AgentState.OnHold or AgentState.Consulting
        or AgentState.WrapUp;

    private static AgentTransition FromSignedOut(AgentInput input) => input switch
    {
        SignIn => Moves(AgentState.Away),
        SignOut or PhoneFound or PhoneLost => Stays(AgentState.SignedOut),
        _ => Refused(AgentState.SignedOut, "the agent is signed out"),
    };

    private static AgentTransition FromAway(AgentInput input) => input switch
    {
        BeReady => Moves(AgentState.Ready),
        BeAway => Moves(AgentState.Away),
        SignOut => Moves(AgentState.SignedOut),
        OutboundStarted => Moves(AgentState.OnCall),
        Consult => Moves(AgentState.Consulting),
        SignIn or PhoneFound or PhoneLost => Stays(AgentState.Away),
        _ => Refused(AgentState.Away, "the agent is away"),
    };

    private static AgentTransition FromReady(AgentInput input) => input switch
    {
        Offer => Moves(AgentState.Ringing),
        OutboundStarted => Moves(AgentState.OnCall),
        Consult => Moves(AgentState.Consulting),
        BeAway => Moves(AgentState.Away),
        SignOut => Moves(AgentState.SignedOut),
        PhoneLost => Moves(AgentState.PhoneLost),
        SignIn or BeReady or PhoneFound => Stays(AgentState.Ready),
        _ => Refused(AgentState.Ready, "the agent has no call"),
    };

    private static AgentTransition FromRinging(AgentInput input) => input switch
    {
        OfferTaken => Moves(AgentState.OnCall),
        OfferNotTaken or BeAway => Moves(AgentState.Away),
        OfferWithdrawn => Moves(AgentState.Ready),
        SignOut => Moves(AgentState.SignedOut),
        PhoneLost => Moves(AgentState.PhoneLost),
        SignIn or BeReady or PhoneFound => Stays(AgentState.Ringing),
        ChooseNext => AfterWork(AgentState.Ringing),
        _ => Refused(AgentState.Ringing, "the agent's phone is ringing"),
    };

    private static AgentTransition FromOnCall(AgentInput input) => input switch
    {
        Hold => Moves(AgentState.OnHold),
        CallEnded => Moves(AgentState.WrapUp),
        _ => AtWork(AgentState.OnCall, input, "the agent is on a call"),
    };

    private static AgentTransition FromOnHold(AgentInput input) => input switch
    {
        Resume => Moves(AgentState.OnCall),
        CallEnded => Moves(AgentState.WrapUp),
        _ => AtWork(AgentState.OnHold, input, "the agent has a caller on hold"),
    };

    private static AgentTransition FromConsulting(AgentInput input) => input switch
    {
        ConsultTaken => Moves(AgentState.OnCall),
        ConsultEnded => Moves(AgentState.Ready),
        OfferNotTaken => Moves(AgentState.Away),
        _ => AtWork(AgentState.Consulting, input, "the agent is talking with a colleague"),
    };

    private static AgentTransition FromWrapUp(AgentInput input) => input switch
    {
        WrappedUpReady => Moves(AgentState.Ready),
        WrappedUpAway => Moves(AgentState.Away),
        WrappedUpSignedOut => Moves(AgentState.SignedOut),
        OutboundStarted => Moves(AgentState.OnCall),
        _ => AtWork(AgentState.WrapUp, input, "the agent is in wrap-up"),
    };

    private static AgentTransition FromPhoneLost(AgentInput input) => input switch
    {
        PhoneFound => Moves(AgentState.Ready),
        BeAway => Moves(AgentState.Away),
        SignOut => Moves(AgentState.SignedOut),
        SignIn or PhoneLost => Stays(AgentState.PhoneLost),
        _ => Refused(AgentState.PhoneLost, "no phone is registered for the agent"),
    };

    private static AgentTransition AtWork(AgentState state, AgentInput input, string why) => input switch
    {
        SignIn or PhoneFound or PhoneLost => Stays(state),
        BeReady or BeAway or SignOut or ChooseNext => AfterWork(state),
        _ => Refused(state, why),
    };

    private static AgentTransition Moves(AgentState to) => new(AgentTransitionKind.Moves, to);

    private static AgentTransition Stays(AgentState state) => new(AgentTransitionKind.Stays, state);

    private static AgentTransition AfterWork(AgentState state) => new(AgentTransitionKind.AfterWork, state);

    private static AgentTransition Refused(AgentState state, string why) => new(AgentTransitionKind.Refused, state, why);
}
