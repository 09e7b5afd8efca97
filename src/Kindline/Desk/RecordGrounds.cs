using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>Says for what somebody may change what is on file about a person: the call of who was verified and may have it changed, or a reason in words.</summary>
internal sealed class RecordGrounds(DbFactory databases, FloorHost floor, DeskCalls calls, HiddenVips hidden)
{
    private const string CallAtDesk = "A call is at your desk: pick the person for it, and verify who speaks.";
    private const string Hidden = "This is a VIP whose record is not open to you: look them up and say why.";

    /// <summary>Of who speaks; where nobody does, whoever may read all may read all.</summary>
    public async Task<CallerRights> RightsAsync(InteractionId? call, PatientId id, SignedInUser user, CancellationToken ct) =>
        call is { } one && await calls.FindAsync(one, user, ct) is { } row && row.Subjects.Find(s => s.PatientId == id) is { } subject ? subject.Rights : PersonCards.Alone;

    /// <summary>What the change is made for; or why it may not be made.</summary>
    public async Task<(ChangeGround? Ground, EditPersonOutcome Why)> FindAsync(
        PatientId id, GroundInput input, bool needsVerified, SignedInUser user, CancellationToken ct)
    {
        var scope = user.ScopeOf(Permission.PatientsEdit);
        if (await KindAsync(id, scope, user, ct) is not { } kind)
        {
            return (null, new EditPersonOutcome.NotFound());
        }
        var changesIdentity = scope is not Scope.Own || kind is PatientKind.Prospect;
        if (input.Call is { } call)
        {
            return await WhyNotForAsync(call, id, needsVerified, user, ct) is { } why ? (null, why) : Stands($"call {call}");
        }
        if (await HasCallAsync(scope, user, ct))
        {
            return (null, new EditPersonOutcome.Refused(CallAtDesk));
        }
        if (needsVerified && await IsHiddenAsync(id, user, ct))
        {
            return (null, new EditPersonOutcome.Refused(Hidden));
        }
        return LookUpPerson.Reason(input.Reason) is { } reason ? Stands(reason) : (null, NoReason());

        (ChangeGround?, EditPersonOutcome) Stands(string words) => (new ChangeGround(words, changesIdentity, SetsVip: scope is not Scope.Own), new EditPersonOutcome.Saved(null));
    }

    /// <summary>Why the card may not be read, for a call or without one; null where it may.</summary>
    public async Task<EditPersonOutcome?> WhyNotReadAsync(PatientId id, InteractionId? call, SignedInUser user, CancellationToken ct)
    {
        var scope = user.ScopeOf(Permission.PatientsRead);
        if (scope is Scope.Masked or Scope.Sample || await KindAsync(id, scope, user, ct) is null)
        {
            return new EditPersonOutcome.NotFound();
        }
        if (call is { } one)
        {
            return await calls.FindAsync(one, user, ct) is not { } row ? new EditPersonOutcome.NotFound()
                : row.Subjects.Exists(s => s.PatientId == id && s.VerifiedAt is not null) ? null : new EditPersonOutcome.Refused("Verify who speaks first.");
        }
        return await HasCallAsync(scope, user, ct) ? new EditPersonOutcome.Refused(CallAtDesk)
            : await IsHiddenAsync(id, user, ct) ? new EditPersonOutcome.Refused(Hidden) : null;
    }

    private async Task<EditPersonOutcome?> WhyNotForAsync(InteractionId call, PatientId id, bool needsVerified, SignedInUser user, CancellationToken ct)
    {
        if (await calls.FindAsync(call, user, ct) is not { } row)
        {
            return new EditPersonOutcome.NotFound();
        }
        var subject = row.Subjects.Find(s => s.PatientId == id);
        return subject is null ? new EditPersonOutcome.Refused("This person is not picked for the call.")
            : needsVerified && subject.VerifiedAt is null ? new EditPersonOutcome.Refused("Verify who speaks before the record is changed.")
            : needsVerified && !subject.Rights.HasFlag(CallerRights.Change) ? new EditPersonOutcome.Refused("Who speaks may not have the record changed: ask for the patient, or who stands in their place.")
            : null;
    }

    /// <summary>Who takes calls, and has one at hand, has another way.</summary>
    private async Task<bool> HasCallAsync(Scope scope, SignedInUser user, CancellationToken ct) =>
        scope is Scope.Own && (await floor.AskAsync(f => f.Agent(user.AgentId), ct))?.Interaction is not null;

    private async Task<bool> IsHiddenAsync(PatientId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await hidden.HidesAsync(db, id, user, ct);
    }

    private async Task<PatientKind?> KindAsync(PatientId id, Scope scope, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await db.Patients.Where(p => p.Id == id && (scope == Scope.All || user.Practices.Contains(p.PracticeId))).Select(p => (PatientKind?)p.Kind).SingleOrDefaultAsync(ct);
    }

    private static EditPersonOutcome.Invalid NoReason()
    {
        var errors = new FieldErrors();
        errors.Add("reason", LookUpPerson.ReasonRule);
        return new EditPersonOutcome.Invalid(errors);
    }
}
