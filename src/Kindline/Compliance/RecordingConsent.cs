using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Compliance;

/// <summary>Whether the one we call must be told that the call is recorded, and why.</summary>
/// <param name="AllParties">The law, or not knowing where somebody is, asks for everybody's consent.</param>
/// <param name="Announces">The callee is told: by law, or because the centre always does.</param>
/// <param name="Words">Which state said what: "all parties in CA (area code), one party in TX (agent)".</param>
public sealed record RecordingRule(bool AllParties, bool Announces, string Words);

/// <summary>
/// The strictest of the states in which the agent sits, to which the number belongs and in which the patient lives; a place that is
/// not known counts as one where all must consent.
/// </summary>
public sealed class RecordingConsent(
    RecordingLaw law, AreaCodes areaCodes, IAgentSite agents, IPatientState patients, KindlineOptions options)
{
    public async Task<RecordingRule> OfCallAsync(AgentId agent, string callee, PatientId? patient, CancellationToken ct)
    {
        var places = new List<(string? State, string Of)> { (await agents.StateOfAsync(agent, ct), "agent"), (areaCodes.StateOf(callee), "area code") };
        if (patient is { } known)
        {
            places.Add((await patients.StateOfAsync(known, ct), "patient"));
        }
        return Of(places);
    }

    internal RecordingRule Of(IReadOnlyList<(string? State, string Of)> places)
    {
        var all = places.Any(p => p.State is null || law.AllParty.ContainsKey(p.State));
        return new RecordingRule(all, all || options.AnnouncesAlways, string.Join(", ", places.Select(Words)));
    }

    private string Words((string? State, string Of) place) => place.State is not { } state ? $"not known ({place.Of})"
        : $"{(law.AllParty.ContainsKey(state) ? "all parties" : "one party")} in {state} ({place.Of})";
}

/// <summary>In which state an agent sits (two letters), or null; a later slice knows.</summary>
public interface IAgentSite
{
    Task<string?> StateOfAsync(AgentId agent, CancellationToken ct);

    /// <summary>The whole address, as the agent gave it at sign-in, or null.</summary>
    Task<string?> AddressOfAsync(AgentId agent, CancellationToken ct);
}

/// <summary>In which state a patient lives (two letters), or null; a later slice knows.</summary>
public interface IPatientState
{
    Task<string?> StateOfAsync(PatientId patient, CancellationToken ct);
}
