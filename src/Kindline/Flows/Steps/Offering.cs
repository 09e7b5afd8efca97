using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Routing;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Steps;

/// <summary>One agent's phone that rings for a caller, because the floor has offered the caller to this agent.</summary>
internal sealed record Offering(AgentId Agent, Task<DialOutcome> Outcome, CancellationTokenSource Ringing)
{
    public static Offering Begin(AgentPhone phones, CallContext call, FloorEffect.Offered offer, DateTimeOffset now, CancellationToken ct)
    {
        var ringing = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // The floor ends the offer; the phone's own time limit stands behind it.
        var ringFor = offer.Until - now + TimeSpan.FromSeconds(2);
        var outcome = phones.RingAsync(offer.Agent, call.Id, call.Live.OutsideNumber, call.Line.Name, offer.AutoAnswer, ringFor, ringing.Token);
        return new Offering(offer.Agent, outcome, ringing);
    }

    /// <summary>
    /// The phone has answered: whether the call is this agent's. The agent's page hears of it from the floor, and may ask to be muted before the
    /// flow has come any further: who asks is known by then, and is obeyed when the talk begins.
    /// </summary>
    public async Task<bool> TakeAsync(CallContext call, FloorHost floor, CancellationToken ct)
    {
        call.Live.Agent = Agent;
        var taken = await floor.SendAsync(new FloorInput.OfferTaken(call.Id, Agent), ct);
        if (!taken)
        {
            call.Live.Agent = null;
        }
        return taken;
    }

    /// <summary>Why a phone was not answered, as the floor's reason.</summary>
    public static string ReasonOf(DialOutcome outcome) => outcome switch
    {
        DialOutcome.Busy => "phone busy",
        DialOutcome.Declined => "declined",
        DialOutcome.NoAnswer => FloorReason.MissedOffer,
        DialOutcome.Unreachable => "phone not reachable",
        DialOutcome.Failed failed => $"phone failed ({failed.Status})",
        _ => "phone stopped ringing",
    };

    /// <summary>Stops the ringing; nobody waits for a phone that is slow to say that it did. A dial reports every end, it does not fail.</summary>
    public void Withdraw() => _ = WithdrawAsync();

    /// <summary>A phone that was faster than the cancel is hung up.</summary>
    private async Task WithdrawAsync()
    {
        await Ringing.CancelAsync();
        if (await Outcome is DialOutcome.Answered answered)
        {
            await answered.Leg.HangUpAsync();
        }
        Ringing.Dispose();
    }
}
