using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Flows;

/// <summary>
/// What a carrier plays before anybody has answered (RFC 3960): its own ringing, or words of why nobody will. The agent hears it in place of
/// our ringing, which comes back where that leg is gone, and is heard by nobody; nothing of it is recorded.
/// </summary>
internal static class EarlySound
{
    public static void Play(Conference room, CallLeg early, CallLeg hearer)
    {
        room.Add(early.Media, ConferenceRole.Outside);
        room.Add(hearer.Media, ConferenceRole.OurSide, Audience.Nobody);
    }
}
