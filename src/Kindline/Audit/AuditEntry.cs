using Kindline.Foundation;

namespace Kindline.Audit;

/// <summary>One thing that someone did or saw (compliance 1.6). Holds field names and ids, never values.</summary>
/// <param name="Code">What it was: "interaction.read", "recording.play", "session.opened".</param>
/// <param name="Action">FHIR AuditEvent action: C, R, U, D or E.</param>
public sealed record AuditEntry(string Code, char Action, AuditActor Actor)
{
    public string? ObjectType { get; init; }
    public string? ObjectId { get; init; }
    public PatientId? PatientId { get; init; }
    public IReadOnlyList<string> Fields { get; init; } = [];
    public string? Reason { get; init; }

    /// <summary>FHIR AuditEvent outcome: 0 success, 4 minor failure, 8 serious failure, 12 major failure.</summary>
    public int Outcome { get; init; }
}

/// <summary>Who did it; the program itself has no account.</summary>
public sealed record AuditActor(Guid? UserId, string Role, string? SessionId, string? Address)
{
    public static readonly AuditActor System = new(null, "system", null, null);
}
