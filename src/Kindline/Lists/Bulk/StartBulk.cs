using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;

namespace Kindline.Lists.Bulk;

/// <param name="Seen">Of the preview that was looked at (<see cref="BulkPlan.Seen"/>).</param>
/// <param name="Reason">Why; it stands in the audit trail with each person.</param>
internal sealed record StartInput(ListId? List, IReadOnlyList<PatientId>? People, string? Field, string? Value, string? Reason, string? Seen);

/// <summary>What came of asking for something to be done with a bulk change.</summary>
internal abstract record BulkAnswer
{
    public sealed record Accepted(BulkChangeId Id) : BulkAnswer;

    public sealed record Invalid(FieldErrors Errors) : BulkAnswer;

    /// <summary>Why not, in words.</summary>
    public sealed record Refused(string Why) : BulkAnswer;

    public sealed record NotFound : BulkAnswer;
}

/// <summary>
/// Starts a change as it was looked at. Who is in it is fixed in the same transaction that begins it; where they, or what they had, are others than in the preview, nothing is
/// begun and the preview is to be looked at anew.
/// </summary>
internal sealed class StartBulk(DbFactory databases, PlanBulk planning, BulkWorker worker, AuditTrail trail, TimeProvider clock)
{
    public const int ShortestReason = 10;

    public async Task<BulkAnswer> RunAsync(StartInput input, SignedInUser user, CancellationToken ct)
    {
        var planned = await planning.RunAsync(new BulkInput(input.List, input.People, input.Field, input.Value), user, ct);
        if (planned is not PlanOutcome.Made { Plan: var plan })
        {
            return planned is PlanOutcome.Invalid wrong ? new BulkAnswer.Invalid(wrong.Errors) : new BulkAnswer.NotFound();
        }
        var errors = new FieldErrors();
        if (input.Reason?.Trim() is not { Length: >= ShortestReason and <= BulkChangeMapping.LongestReason } reason)
        {
            errors.Add("reason", $"say in {ShortestReason} to {BulkChangeMapping.LongestReason} characters why");
            return new BulkAnswer.Invalid(errors);
        }
        if (plan.Seen != input.Seen)
        {
            return new BulkAnswer.Refused("Since you looked, the list or what is known of its people has changed. Look at the preview again; nothing was changed.");
        }
        if (!plan.People.Any(p => p.Verdict.Outcome is BulkOutcome.Waiting))
        {
            return new BulkAnswer.Refused("There is nobody to change.");
        }
        var change = ChangeOf(plan, reason, user);
        await KeepAsync(change, plan, user, ct);
        worker.Wake();
        return new BulkAnswer.Accepted(change.Id);
    }

    private BulkChange ChangeOf(BulkPlan plan, string reason, SignedInUser user)
    {
        var now = clock.GetUtcNow();
        return new BulkChange
        {
            Id = new BulkChangeId(Guid.CreateVersion7(now)),
            PracticeId = plan.List.PracticeId,
            ListId = plan.List.Id,
            ListName = plan.List.Name,
            UserId = user.Id,
            RoleKey = user.RoleKey,
            Field = plan.Field.Key,
            Label = plan.Field.Label,
            Value = plan.Value,
            Reason = reason,
            State = BulkState.Running,
            BegunAt = now,
            People = plan.People.Count,
            Planned = plan.People.Count(p => p.Verdict.Outcome is BulkOutcome.Waiting),
            Same = plan.People.Count(p => p.Verdict.Outcome is BulkOutcome.Same),
            LeftOut = plan.People.Count(p => p.Verdict.Outcome is BulkOutcome.LeftOut),
        };
    }

    private async Task KeepAsync(BulkChange change, BulkPlan plan, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(change);
        await db.SaveChangesAsync(ct);
        await new WholeRows<BulkPerson>(db.Model).AddAsync(db, [.. plan.People.Select(p => new BulkPerson
        {
            ChangeId = change.Id,
            PatientId = p.Id,
            Outcome = p.Verdict.Outcome,
            Why = p.Verdict.Why,
            Before = p.Verdict.Before,
        })], ct);
        await trail.AppendAsync(
            new AuditEntry("patients.bulk", 'U', user.AsActor())
            {
                ObjectType = "BulkChange",
                ObjectId = change.Id.ToString(),
                Fields = [plan.Field.TrailName, $"{change.Planned} people"],
                Reason = change.Reason,
            }, ct);
        await transaction.CommitAsync(ct);
    }
}
