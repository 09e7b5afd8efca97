using Kindline.Engine;
using Kindline.Voice.Rtp;

namespace Kindline.Telephony;

/// <summary>A leg of a call that runs, as its sound can be watched. Each is itself, whatever it says.</summary>
/// <param name="agent">Who of ours speaks on it; null for the outside party.</param>
/// <param name="counted">What it has counted until now.</param>
public sealed class LiveLeg(AgentId? agent, Func<MediaStatistics> counted)
{
    public AgentId? Agent => agent;

    public MediaStatistics Counted => counted();
}
