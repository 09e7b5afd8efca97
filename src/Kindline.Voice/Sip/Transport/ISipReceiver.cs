namespace Kindline.Voice.Sip.Transport;

/// <summary>What the transport hands up, from any of its threads.</summary>
internal interface ISipReceiver
{
    /// <summary>A well-formed message with its <see cref="SipMessage.Source"/> set.</summary>
    void OnMessage(SipMessage message);

    /// <summary>A connection could not be made, or broke.</summary>
    void OnFlowFailed(SipFlow flow);
}
