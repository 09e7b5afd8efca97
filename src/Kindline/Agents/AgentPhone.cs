using Kindline.Engine;
using Kindline.Telephony;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Agents;

/// <summary>Rings an agent's own phone.</summary>
public sealed class AgentPhone(AgentRegister agents, VoiceHost voice)
{
    /// <summary>Rings until it is answered, refused, or <paramref name="ct"/> fires.</summary>
    /// <param name="call">The call that it rings for.</param>
    /// <param name="shownNumber">The caller's number, as the phone's display shows it.</param>
    /// <param name="shownName">Practice and line: what the agent greets as.</param>
    /// <param name="answerItself">Asks the phone to pick up without a key (Call-Info answer-after, RFC 5373 style, which desk phones know).</param>
    public Task<DialOutcome> RingAsync(AgentId id, InteractionId call, string shownNumber, string shownName, bool answerItself, TimeSpan ringFor, CancellationToken ct) =>
        DialAsync(id, call, inBrowser: false, shownNumber, shownName, answerItself, ringFor, ct);

    /// <summary>Has the phone in the page of the agent's desk pick up by itself.</summary>
    public Task<DialOutcome> RingDeskAsync(AgentId id, InteractionId call, string shownNumber, string shownName, TimeSpan ringFor, CancellationToken ct) =>
        DialAsync(id, call, inBrowser: true, shownNumber, shownName, answerItself: true, ringFor, ct);

    private async Task<DialOutcome> DialAsync(
        AgentId id, InteractionId call, bool inBrowser, string shownNumber, string shownName, bool answerItself, TimeSpan ringFor, CancellationToken ct)
    {
        if (agents.Find(id) is not { } agent)
        {
            return new DialOutcome.Unreachable();
        }
        return await voice.Exchange.DialAsync(
            new DialRequest(new DialTarget.Phone(agent.SipUser, inBrowser), shownNumber, shownName)
            {
                RingFor = ringFor,
                Label = new LegLabel(call.Value, agent.Name),
                Headers = answerItself
                    ? [new SipHeader("Call-Info", "<sip:kindline>;answer-after=0"), new SipHeader("Alert-Info", "<urn:alert:service:auto-answer>;info=alert-autoanswer")]
                    : [],
            },
            ct);
    }
}
