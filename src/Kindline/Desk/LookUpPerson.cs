using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Routing;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>What came of looking a person up.</summary>
internal abstract record LookUpResult
{
    public sealed record Opened(PersonCard Card) : LookUpResult;

    /// <summary>There is none, or none that this person may read whole: the same answer for both.</summary>
    public sealed record NotFound : LookUpResult;

    /// <summary>A VIP's record asks for more of a reason.</summary>
    public sealed record Invalid(FieldErrors Errors) : LookUpResult;

    /// <summary>The person has to be picked for the call at hand, and verified.</summary>
    public sealed record OnCall : LookUpResult;
}

/// <summary>
/// Opens a person's card without a call that is about them: whoever does says why, and the reason stands in the audit trail before
/// the card leaves (45 CFR 164.312(b), 164.502(b)). A VIP's opens for a code and more words, whoever asks, and then for four hours as anybody's. An agent
/// with a call at hand has another way, whose caller must be verified.
/// </summary>
internal sealed class LookUpPerson(DbFactory databases, FloorHost floor, PersonCards cards, HiddenVips hidden, OpenVip open, AuditTrail trail)
{
    public const string Code = "person.lookUp";

    // Characters that say something.
    private const int ShortestReason = 10;
    private const int LongestReason = 500;

    public static readonly string ReasonRule = $"say in {ShortestReason} to {LongestReason} characters what it is for";

    /// <summary>As it is kept; null where it says nothing.</summary>
    public static string? Reason(string? given) => given?.Trim() is { Length: >= ShortestReason and <= LongestReason } reason ? reason : null;

    public async Task<LookUpResult> RunAsync(PatientId id, string reason, OpeningReason? code, SignedInUser user, CancellationToken ct)
    {
        var scope = user.ScopeOf(Permission.PatientsRead);
        if (scope is Scope.Masked or Scope.Sample)
        {
            return new LookUpResult.NotFound();
        }
        await using var db = databases.Create();
        id = await db.LeadOnAsync(id, ct);
        if (await db.Patients.Where(p => p.Id == id && (scope == Scope.All || user.Practices.Contains(p.PracticeId))).Select(p => (PracticeId?)p.PracticeId)
            .SingleOrDefaultAsync(ct) is not { } practice)
        {
            return new LookUpResult.NotFound();
        }
        if (scope == Scope.Own && (await floor.AskAsync(f => f.Agent(user.AgentId), ct))?.Interaction is not null)
        {
            return new LookUpResult.OnCall();
        }
        if (await hidden.HidesAsync(db, id, user, ct))
        {
            var input = new OpeningInput(code, reason);
            if (input.Check() is { None: false } errors)
            {
                return new LookUpResult.Invalid(errors);
            }
            await open.RunAsync(id, practice, input, user, ct);
        }
        var card = await cards.ReadAsync(id, current: null, CardSight.Of(user), PersonCards.Alone, ct);
        await trail.AppendAsync(
            [new AuditEntry(Code, 'R', user.AsActor()) { ObjectType = "Patient", ObjectId = id.ToString(), PatientId = id, Fields = ["card"], Reason = reason }], ct);
        return new LookUpResult.Opened(card);
    }
}
