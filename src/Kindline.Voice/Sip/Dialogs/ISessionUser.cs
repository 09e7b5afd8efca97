using Kindline.Voice.Calls;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>What a session tells the call it belongs to. Called in the session's mailbox; must not block.</summary>
internal interface ISessionUser
{
    /// <summary>The session is over; said once.</summary>
    void OnEnded(LegEnd end);

    /// <summary>A digit that came as INFO instead of RTP (application/dtmf-relay).</summary>
    void OnDigit(char digit);

    /// <summary>The peer asks us to call somebody else in its place.</summary>
    void OnReferred(Referral referral);
}
