namespace Kindline.Engine.Routing;

/// <summary>Why the floor itself sent an agent away or took an offer back, in the words of its effects; all other reasons are people's.</summary>
public static class FloorReason
{
    /// <summary>Away until the agent chooses otherwise: just signed in.</summary>
    public const string SignedIn = "signed in";
    /// <summary>An offer rang for too long: it is withdrawn, and the agent is away.</summary>
    public const string MissedOffer = "missed offer";
}
