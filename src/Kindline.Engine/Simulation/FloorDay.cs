namespace Kindline.Engine.Simulation;

/// <summary>What happened on one simulated day.</summary>
/// <param name="Seed">The day; the same seed gives the same day.</param>
/// <param name="Steps">Inputs decided.</param>
/// <param name="Contacts">Contacts that came, in and out.</param>
/// <param name="Answered">Contacts that an agent had and ended.</param>
/// <param name="Abandoned">Callers who left while waiting or ringing.</param>
/// <param name="Overflowed">Callers sent elsewhere by the floor.</param>
/// <param name="OffersNotTaken">Offers that ended without an answer.</param>
/// <param name="Refused">Inputs the floor did not allow.</param>
/// <param name="LongestLine">The most who waited in one queue.</param>
/// <param name="EffectsDigest">One number for every effect in order.</param>
/// <param name="Broken">The first rule that did not hold, with seed, step, time and input; null when all held.</param>
public sealed record FloorDay(
    int Seed,
    int Steps,
    int Contacts,
    int Answered,
    int Abandoned,
    int Overflowed,
    int OffersNotTaken,
    int Refused,
    int LongestLine,
    ulong EffectsDigest,
    string? Broken);
