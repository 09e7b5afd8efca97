using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>How far a request for an appointment has come.</summary>
public enum RequestState
{
    /// <summary>Nobody has taken it up yet.</summary>
    New,

    /// <summary>Somebody tries to reach the patient.</summary>
    Trying,
    Booked,

    /// <summary>The patient does not want one.</summary>
    Declined,

    /// <summary>Tried often enough.</summary>
    NotReached,

    /// <summary>Who asked for it takes it back.</summary>
    Withdrawn,
}

/// <summary>The latest request that a partner has sent for a patient.</summary>
/// <param name="At">Since when it is so.</param>
internal sealed record RequestStanding(RequestId Id, RequestState State, DateTimeOffset At);

/// <summary>The slice that keeps requests tells how far those of a referral partner have come.</summary>
internal interface IRequestStandings
{
    /// <summary>By patient, of those for whom the partner has asked.</summary>
    Task<IReadOnlyDictionary<PatientId, RequestStanding>> OfPartnerAsync(Db db, OrganisationId partner, CancellationToken ct);
}
