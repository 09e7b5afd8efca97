using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;

namespace Kindline.Desk;

/// <summary>A caller who is nobody's patient yet. Without a number of their own, that of the call is theirs.</summary>
internal sealed record ProspectInput(string? FirstName, string? LastName, DateOnly? BornOn, string? Phone)
{
    private const int LongestName = 80;

    public FieldErrors Check(DateOnly today)
    {
        var errors = new FieldErrors();
        Name("firstName", FirstName, errors);
        Name("lastName", LastName, errors);
        errors.Born("bornOn", BornOn, today);
        if (Phone is not null && !PhoneNumber.TryParse(Phone, out _))
        {
            errors.Add("phone", "must be a telephone number, such as +15125550123");
        }
        return errors;
    }

    private static void Name(string field, string? name, FieldErrors errors)
    {
        if (name?.Trim() is not { Length: > 0 and <= LongestName })
        {
            errors.Add(field, $"must have 1 to {LongestName} characters");
        }
    }
}

/// <summary>
/// Makes a prospect of the call's practice and the person of the call. All that is known of them was said in this very talk: there is
/// nothing to be kept from them, so they count as verified.
/// </summary>
internal sealed class AddProspect(DbFactory databases, PickPeople people, IInteractionLog log, AuditTrail trail, TimeProvider clock)
{
    public const string Method = "new";

    public Task<PickResult> RunAsync(InteractionId id, ProspectInput input, SignedInUser user, CancellationToken ct) =>
        people.ChangeAsync(id, user, async row =>
        {
            var now = clock.GetUtcNow();
            var errors = input.Check(DateOnly.FromDateTime(now.UtcDateTime));
            if (!errors.None)
            {
                return new PickResult.Invalid(errors);
            }
            if (Verification.IsLocked(row))
            {
                return new PickResult.Refused($"Locked after {Verification.MostFailures} failures: nobody is taken up on this call.");
            }
            var prospect = New(row, input, now);
            await trail.AppendAsync(
                [
                    new AuditEntry("patient.created", 'C', user.AsActor())
                    {
                        ObjectType = "Patient",
                        ObjectId = prospect.Id.ToString(),
                        PatientId = prospect.Id,
                        Fields = ["firstName", "lastName", "bornOn", "phone"],
                    },
                ], ct);
            await using var db = databases.Create();
            db.Patients.Add(prospect);
            await db.SaveChangesAsync(ct);
            await log.AppendAsync(row.Id, EventType.Bound, new PersonFact(prospect.Id), ct);
            await log.AppendAsync(row.Id, EventType.Verified, new VerifyFact(prospect.Id, Method, user.AgentId), ct);
            return null;
        }, ct);

    private static Patient New(Interaction row, ProspectInput input, DateTimeOffset now)
    {
        var id = new PatientId(Guid.CreateVersion7(now));
        var known = PhoneNumber.TryParse(input.Phone ?? DeskCalls.Outside(row), out var number);
        return new Patient
        {
            Id = id,
            PracticeId = row.PracticeId,
            Kind = PatientKind.Prospect,
            FirstName = input.FirstName!.Trim(),
            LastName = input.LastName!.Trim(),
            BornOn = input.BornOn,
            Phones = known ? [new PatientPhone { PatientId = id, Number = number.Value }] : [],
        };
    }
}
