using System.Threading.Channels;
using Kindline.Agents;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Routing;
using Kindline.Voice.Calls;

namespace Kindline.Flows.Steps;

/// <summary>What came of offering a call to one agent by name.</summary>
internal abstract record NamedOfferEnd
{
    /// <summary>The floor refused; the call is where it was.</summary>
    public sealed record Refused(string Why) : NamedOfferEnd;

    public sealed record Answered(CallLeg Leg) : NamedOfferEnd;

    /// <summary>In words for the one who sent the call: "did not answer".</summary>
    public sealed record NotTaken(string Why) : NamedOfferEnd;

    public sealed record CallerLeft : NamedOfferEnd;
}

/// <summary>Rings one agent by name for a caller who hears music meanwhile.</summary>
internal sealed class NamedOffer(FloorHost floor, AgentPhone phones, KindlineOptions options, TimeProvider clock)
{
    /// <param name="accepted">Runs once the floor has taken the call from the one who had it.</param>
    public async Task<NamedOfferEnd> RunAsync(CallContext call, AgentId agent, Func<Task> accepted, CancellationToken ct)
    {
        var effects = await floor.FollowAsync(call.Id, ct);
        try
        {
            if (!await floor.SendAsync(new FloorInput.Passed(call.Id, agent, options.TransferRings), ct))
            {
                return new NamedOfferEnd.Refused(await WhyNotAsync(agent, ct));
            }
            await accepted();
            call.Became(InteractionState.Offered);
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(ct, call.CallerGone);
            return await UntilEndAsync(call, effects, gone.Token);
        }
        finally
        {
            await floor.UnfollowAsync(call.Id, CancellationToken.None);
        }
    }

    private async Task<NamedOfferEnd> UntilEndAsync(CallContext call, ChannelReader<FloorEffect> effects, CancellationToken gone)
    {
        Offering? offering = null;
        try
        {
            while (true)
            {
                var next = effects.WaitToReadAsync(gone).AsTask();
                await Task.WhenAny([next, .. offering is null ? Array.Empty<Task>() : [offering.Outcome]]);
                if (gone.IsCancellationRequested)
                {
                    return new NamedOfferEnd.CallerLeft();
                }
                if (offering is { Outcome.IsCompleted: true })
                {
                    var ended = await SettleAsync(call, offering);
                    offering = null;
                    return ended;
                }
                while (effects.TryRead(out var effect))
                {
                    if (effect is FloorEffect.Offered offer)
                    {
                        offering = Offering.Begin(phones, call, offer, clock.GetUtcNow(), gone);
                    }
                    else if (effect is FloorEffect.OfferWithdrawn withdrawn)
                    {
                        return new NamedOfferEnd.NotTaken(Words(withdrawn.Reason));
                    }
                }
            }
        }
        finally
        {
            offering?.Withdraw();
        }
    }

    private async Task<NamedOfferEnd> SettleAsync(CallContext call, Offering offering)
    {
        var outcome = await offering.Outcome;
        offering.Ringing.Dispose();
        if (outcome is not DialOutcome.Answered(var leg))
        {
            await floor.SendAsync(new FloorInput.OfferFailed(call.Id, offering.Agent, Offering.ReasonOf(outcome)), CancellationToken.None);
            return new NamedOfferEnd.NotTaken(Words(Offering.ReasonOf(outcome)));
        }
        if (await offering.TakeAsync(call, floor, CancellationToken.None))
        {
            return new NamedOfferEnd.Answered(leg);
        }
        await leg.HangUpAsync();
        return new NamedOfferEnd.NotTaken("did not answer in time");
    }

    private async Task<string> WhyNotAsync(AgentId agent, CancellationToken ct) =>
        Busy.Words(await floor.AskAsync(f => f.Agent(agent), ct));

    private static string Words(string reason) => reason switch
    {
        FloorReason.MissedOffer => "did not answer",
        "declined" => "declined",
        "phone busy" => "is on the phone",
        "the agent went away" => "went away",
        _ => "has no phone that can be reached",
    };
}

/// <summary>Why an agent cannot be rung for a call, in words for a colleague.</summary>
internal static class Busy
{
    public static string Words(AgentSnapshot? agent) => agent switch
    {
        null or { State: AgentState.SignedOut } => "is not signed in",
        { State: AgentState.Away, Reason: { Length: > 0 } reason } => $"is away ({reason})",
        { State: AgentState.Away } => "is away",
        { HasPhone: false } => "has no phone that can be reached",
        { State: AgentState.WrapUp } => "is in wrap-up",
        _ => "is busy",
    };
}
