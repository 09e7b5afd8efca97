using Kindline.Interactions;
using Kindline.Voice.Calls;

namespace Kindline.Flows;

/// <summary>Keys pressed on one side are heard as keys on the other; which keys is not kept, for they may be a card's.</summary>
internal static class DigitRelay
{
    /// <summary>Between the outside party and this leg of ours, until the token fires.</summary>
    public static Task BothWaysAsync(CallContext call, CallLeg ours, InteractionLog log, CancellationToken over) => Task.WhenAll(
        PassAsync(call, call.Leg, ours, "caller", log, over), PassAsync(call, ours, call.Leg, "agent", log, over));

    public static async Task PassAsync(CallContext call, CallLeg from, CallLeg to, string by, InteractionLog log, CancellationToken over)
    {
        try
        {
            await foreach (var digit in from.Media.Digits.ReadAllAsync(over))
            {
                log.Append(call.Id, EventType.Digit, new TalkDigitFact(by));
                await to.Media.SendDigitsAsync(digit.ToString(), over);
            }
        }
        catch (OperationCanceledException)
        {
            // The talk is over.
        }
    }

    /// <summary>Presses keys for the agent. Not awaited: each takes 160 ms, and the agent may want something else meanwhile; a leg that ends ends it.</summary>
    public static void Press(CallContext call, CallLeg to, string digits, InteractionLog log)
    {
        foreach (var _ in digits)
        {
            log.Append(call.Id, EventType.Digit, new TalkDigitFact("agent"));
        }
        _ = to.Media.SendDigitsAsync(digits, CancellationToken.None);
    }

    /// <summary>A key pressed while two people talk.</summary>
    private sealed record TalkDigitFact(string By);
}
