using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>What the caller said of the person they speak of.</summary>
/// <param name="NameSaid">The agent heard the full name that stands on the screen.</param>
/// <param name="Other">May stand for the name.</param>
internal sealed record VerifyInput(string? PatientId, bool? NameSaid, DateOnly? BornOn, OtherIdentifier? Other);

/// <summary>The kind is mrn, zip or phone.</summary>
internal sealed record OtherIdentifier(string? Kind, string? Value);

/// <summary>Whether all that was said is so; never which part was not.</summary>
internal sealed record VerifyAnswer(bool Match, Verification Verification);

/// <summary>What came of comparing.</summary>
internal abstract record VerifyResult
{
    public sealed record Compared(VerifyAnswer Answer) : VerifyResult;

    /// <summary>There is no such call at this desk.</summary>
    public sealed record NotFound : VerifyResult;

    public sealed record Invalid(FieldErrors Errors) : VerifyResult;

    /// <summary>Nobody can be verified any more, or there is no room for one more.</summary>
    public sealed record Refused(string Why) : VerifyResult;
}

/// <summary>
/// Compares what a caller said with the record: the date of birth, and with it the full name, the record number, the ZIP or a
/// telephone number (45 CFR 164.514(h): two identifiers). Every part is compared whatever the others say, and nothing but match or no
/// match leaves here. Result and method are events of the interaction and in the audit trail, what was said is in neither.
/// </summary>
internal sealed class VerifyPerson(DbFactory databases, DeskCalls calls, DeskTurns turns, PickPeople people, IInteractionLog log, AuditTrail trail)
{
    private const int LongestValue = 40;

    public Task<VerifyResult> RunAsync(InteractionId id, VerifyInput input, SignedInUser user, CancellationToken ct) =>
        turns.RunAsync(id, () => InTurnAsync(id, input, user, ct), ct);

    private async Task<VerifyResult> InTurnAsync(InteractionId id, VerifyInput input, SignedInUser user, CancellationToken ct)
    {
        if (await calls.FindAsync(id, user, ct) is not { } row)
        {
            return new VerifyResult.NotFound();
        }
        var errors = Check(input);
        if (await people.PatientAsync(row, input.PatientId, ct) is not { } patient)
        {
            errors.Add("patientId", "is no patient of this practice");
            return new VerifyResult.Invalid(errors);
        }
        if (!errors.None)
        {
            return new VerifyResult.Invalid(errors);
        }
        if (Verification.Of(row, patient) is { State: VerificationState.Verified } known)
        {
            return new VerifyResult.Compared(new VerifyAnswer(true, known));
        }
        if (Verification.IsLocked(row))
        {
            return new VerifyResult.Refused($"Locked after {Verification.MostFailures} failures: nobody can be verified on this call.");
        }
        if (PickPeople.Room(row, patient) is { } full)
        {
            return new VerifyResult.Refused(full.Why);
        }
        var matches = await MatchesAsync(patient, input, ct);
        await KeepAsync(row, patient, Method(input), matches, user, ct);
        return await calls.FindAsync(id, user, ct) is { } now
            ? new VerifyResult.Compared(new VerifyAnswer(matches, Verification.Of(now, patient)))
            : new VerifyResult.NotFound();
    }

    private static FieldErrors Check(VerifyInput input)
    {
        var errors = new FieldErrors();
        if (input.BornOn is null)
        {
            errors.Add("bornOn", "is needed: the date of birth as the caller said it");
        }
        if (input.NameSaid is not true && input.Other is null)
        {
            errors.Add("nameSaid", "two identifiers are needed: the full name said by the caller, or another one beside the date of birth");
        }
        if (input.Other is { Kind: not ("mrn" or "zip" or "phone") })
        {
            errors.Add("other.kind", "must be mrn, zip or phone");
        }
        if (input.Other is { } other && (string.IsNullOrWhiteSpace(other.Value) || other.Value.Length > LongestValue))
        {
            errors.Add("other.value", $"must have 1 to {LongestValue} characters");
        }
        return errors;
    }

    private async Task<bool> MatchesAsync(PatientId patient, VerifyInput input, CancellationToken ct)
    {
        await using var db = databases.Create();
        var person = await db.Patients.AsNoTracking().Include(p => p.Phones).SingleAsync(p => p.Id == patient, ct);
        // & and not &&: how long it takes says nothing of which was wrong.
        return (person.BornOn is not null & person.BornOn == input.BornOn) & (input.Other is null || Has(person, input.Other));
    }

    private static bool Has(Patient person, OtherIdentifier said) => said.Kind switch
    {
        "mrn" => string.Equals(person.Mrn, said.Value?.Trim(), StringComparison.OrdinalIgnoreCase),
        // Callers say five digits; nine may stand in the record.
        "zip" => person.Zip is { Length: >= 5 } zip && said.Value?.Trim() is { Length: >= 5 } spoken && zip[..5] == spoken[..5],
        _ => PhoneNumber.TryParse(said.Value, out var number) && person.Phones.Exists(p => p.Number == number.Value),
    };

    private static string Method(VerifyInput input) =>
        string.Join('+', new[] { input.NameSaid is true ? "name" : null, "dob", input.Other?.Kind }.OfType<string>());

    private async Task KeepAsync(Interaction row, PatientId patient, string method, bool matches, SignedInUser user, CancellationToken ct)
    {
        await trail.AppendAsync(
            [
                new AuditEntry("desk.verify", 'E', user.AsActor())
                {
                    ObjectType = "Interaction",
                    ObjectId = row.Id.ToString(),
                    PatientId = patient,
                    Fields = method.Split('+'),
                    Outcome = matches ? 0 : 4,
                },
            ], ct);
        if (matches && !row.Subjects.Exists(s => s.PatientId == patient && s.Bound))
        {
            // Whoever was verified is whom it is about, picked before or not.
            var type = DeskCalls.BoundOf(row) is null ? EventType.Bound : EventType.SubjectAdded;
            await log.AppendAsync(row.Id, type, new PersonFact(patient), ct);
        }
        await log.AppendAsync(row.Id, matches ? EventType.Verified : EventType.VerifyFailed, new VerifyFact(patient, method, user.AgentId), ct);
    }
}
