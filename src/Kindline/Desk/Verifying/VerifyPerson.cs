using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;

namespace Kindline.Desk;

/// <summary>What the caller said of the person they speak of.</summary>
/// <param name="NameSaid">The agent heard the patient's full name, as it stands on the screen.</param>
/// <param name="Other">May stand for the name, or beside it.</param>
/// <param name="Speaker">Who speaks; left out, or unknown, for the patient.</param>
/// <param name="SpeakerName">Of whoever else speaks: their own full name. A relative's is compared with those who are on record for the patient.</param>
internal sealed record VerifyInput(string? PatientId, bool? NameSaid, DateOnly? BornOn, OtherIdentifier? Other, CallerType? Speaker = null, string? SpeakerName = null);

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
/// telephone number, as the practice's rule for who speaks asks (45 CFR 164.514(h)). Nothing but match or no match leaves here. Result, method and
/// what was earned are events of the interaction, result and method in the audit trail; what was said is in neither.
/// </summary>
internal sealed class VerifyPerson(
    DbFactory databases, DeskCalls calls, DeskTurns turns, PickPeople people, SaidIdentifiers said, IInteractionLog log, AuditTrail trail)
{
    private const int LongestValue = 40;
    private const int LongestName = 120;

    public Task<VerifyResult> RunAsync(InteractionId id, VerifyInput input, SignedInUser user, CancellationToken ct) =>
        turns.RunAsync(id, () => InTurnAsync(id, input, user, ct), ct);

    private async Task<VerifyResult> InTurnAsync(InteractionId id, VerifyInput input, SignedInUser user, CancellationToken ct)
    {
        if (await calls.FindAsync(id, user, ct) is not { } row)
        {
            return new VerifyResult.NotFound();
        }
        var rule = await RuleAsync(row, input.Speaker, ct);
        var errors = Check(input, rule);
        if (await people.PatientAsync(row, input.PatientId, ct) is not { } patient)
        {
            errors.Add("patientId", "is no patient of this practice");
            return new VerifyResult.Invalid(errors);
        }
        if (!errors.None)
        {
            return new VerifyResult.Invalid(errors);
        }
        // Whoever else comes to the telephone proves anew who they are.
        if (Verification.Of(row, patient) is { State: VerificationState.Verified } known && IsSameSpeaker(row, rule))
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
        var earned = await said.CompareAsync(patient, input, rule, ct);
        await KeepAsync(row, new VerifyFact(patient, Method(input), user.AgentId, rule.Speaker, earned), user, ct);
        return await calls.FindAsync(id, user, ct) is { } now
            ? new VerifyResult.Compared(new VerifyAnswer(earned is not null, Verification.Of(now, patient)))
            : new VerifyResult.NotFound();
    }

    private async Task<VerificationRule> RuleAsync(Interaction row, CallerType? speaker, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.VerificationRuleAsync(row.PracticeId, speaker is null or CallerType.Unknown ? CallerType.Patient : speaker.Value, ct);
    }

    private static bool IsSameSpeaker(Interaction row, VerificationRule rule) => rule.Speaker is not CallerType.Relative && row.CallerType == rule.Speaker;

    private static FieldErrors Check(VerifyInput input, VerificationRule rule)
    {
        var errors = new FieldErrors();
        if (input.BornOn is null)
        {
            errors.Add("bornOn", "is needed: the date of birth as the caller said it");
        }
        var counted = 1 + (input.NameSaid is true && rule.Takes("name") ? 1 : 0) + (input.Other is null ? 0 : 1);
        if (counted < rule.Needed)
        {
            errors.Add("nameSaid", $"{(rule.Needed == 2 ? "two" : "three")} identifiers are needed: the date of birth, and of {rule.Counts.Replace(",", ", ", StringComparison.Ordinal)} as many as are missing");
        }
        if (input.Other is { Kind: var kind } && (kind is not ("mrn" or "zip" or "phone") || !rule.Takes(kind)))
        {
            errors.Add("other.kind", $"must be one that counts here: {rule.Counts.Replace(",", ", ", StringComparison.Ordinal)}");
        }
        if (rule.Speaker is not CallerType.Patient)
        {
            errors.Needed("speakerName", input.SpeakerName, LongestName);
        }
        if (input.Other is { } other && (string.IsNullOrWhiteSpace(other.Value) || other.Value.Length > LongestValue))
        {
            errors.Add("other.value", $"must have 1 to {LongestValue} characters");
        }
        return errors;
    }

    private static string Method(VerifyInput input) =>
        string.Join('+', new[] { input.NameSaid is true ? "name" : null, "dob", input.Other?.Kind }.OfType<string>());

    private async Task KeepAsync(Interaction row, VerifyFact fact, SignedInUser user, CancellationToken ct)
    {
        var (patient, matches) = (fact.Patient, fact.Rights is not null);
        await trail.AppendAsync(
            [
                new AuditEntry("desk.verify", 'E', user.AsActor())
                {
                    ObjectType = "Interaction",
                    ObjectId = row.Id.ToString(),
                    PatientId = patient,
                    Fields = [.. fact.Method.Split('+'), $"speaker={fact.Speaker}"],
                    Outcome = matches ? 0 : 4,
                },
            ], ct);
        if (matches && !row.Subjects.Exists(s => s.PatientId == patient && s.Bound))
        {
            // Whoever was verified is whom it is about, picked before or not.
            var type = DeskCalls.BoundOf(row) is null ? EventType.Bound : EventType.SubjectAdded;
            await log.AppendAsync(row.Id, type, new PersonFact(patient), ct);
        }
        await log.AppendAsync(row.Id, matches ? EventType.Verified : EventType.VerifyFailed, fact, ct);
    }
}
