using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>One rule as somebody wants it.</summary>
internal sealed record VerificationRuleInput(CallerType? Speaker, int? Needed, IReadOnlyList<string>? Counts, EarnedView? Earned);

/// <summary>Those that are to change; the others stay.</summary>
internal sealed record VerificationRulesInput(IReadOnlyList<VerificationRuleInput>? Rules);

/// <summary>What came of reading or changing them.</summary>
internal abstract record VerificationRulesEdit
{
    public sealed record Done(IReadOnlyList<VerificationRuleView> Rules) : VerificationRulesEdit;

    public sealed record Invalid(FieldErrors Errors) : VerificationRulesEdit;

    public sealed record NotFound : VerificationRulesEdit;
}

/// <summary>A practice says what it asks of each who may speak, and what an office, a payer and others may be told then.</summary>
internal sealed class EditVerificationRules(DbFactory databases, AuditTrail trail, LiveChanges live)
{
    private const int Least = 2;
    private const int Most = 3;

    public async Task<VerificationRulesEdit> ReadAsync(PracticeId id, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        return await IsMineAsync(db, id, user, Permission.PracticesRead, ct) ? await DoneAsync(db, id, ct) : new VerificationRulesEdit.NotFound();
    }

    public async Task<VerificationRulesEdit> SaveAsync(PracticeId id, VerificationRulesInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!await IsMineAsync(db, id, user, Permission.PracticesEdit, ct))
        {
            return new VerificationRulesEdit.NotFound();
        }
        var wanted = input.Rules ?? [];
        var errors = Check(wanted);
        if (!errors.None)
        {
            return new VerificationRulesEdit.Invalid(errors);
        }
        foreach (var rule in wanted)
        {
            var row = await db.VerificationRules.SingleOrDefaultAsync(r => r.PracticeId == id && r.Speaker == rule.Speaker, ct);
            if (row is null)
            {
                row = VerificationRule.Usual(id, rule.Speaker!.Value);
                db.Add(row);
            }
            (row.Needed, row.Counts) = (rule.Needed!.Value, string.Join(',', VerificationRule.Identifiers.Where(rule.Counts!.Contains)));
            row.Rights = row.HasOwnRights && rule.Earned is { } earned ? earned.ToRights() : row.Rights;
        }
        await trail.AppendAsync(
            new AuditEntry("practice.verificationChanged", 'U', user.AsActor())
            {
                ObjectType = "Practice",
                ObjectId = id.ToString(),
                Fields = [.. wanted.Select(r => r.Speaker!.Value.ToString())],
            }, ct);
        await db.SaveChangesAsync(ct);
        live.Changed("practices");
        return await DoneAsync(db, id, ct);
    }

    private static FieldErrors Check(IReadOnlyList<VerificationRuleInput> wanted)
    {
        var errors = new FieldErrors();
        for (var n = 0; n < wanted.Count; n++)
        {
            var (rule, field) = (wanted[n], $"rules[{n}]");
            if (rule.Speaker is not { } speaker || !VerificationRule.Speakers.Contains(speaker) || wanted.Take(n).Any(r => r.Speaker == speaker))
            {
                errors.Add($"{field}.speaker", "must be who speaks: patient, relative, provider, payer, pharmacy or other, each once");
            }
            if (rule.Needed is not (Least or Most))
            {
                errors.Add($"{field}.needed", $"must be {Least} or {Most}: the date of birth and what counts beside it");
            }
            var counts = rule.Counts ?? [];
            if (counts.Any(c => !VerificationRule.Identifiers.Contains(c)) || counts.Distinct().Count() < (rule.Needed ?? Least) - 1)
            {
                errors.Add($"{field}.counts", $"must name enough of {string.Join(", ", VerificationRule.Identifiers)}, so that as many can be said as are needed");
            }
        }
        return errors;
    }

    private static async Task<bool> IsMineAsync(Db db, PracticeId id, SignedInUser user, string permission, CancellationToken ct) =>
        user.Reaches(permission, id) && await db.Practices.AnyAsync(p => p.Id == id, ct);

    private static async Task<VerificationRulesEdit> DoneAsync(Db db, PracticeId id, CancellationToken ct) =>
        new VerificationRulesEdit.Done([.. (await db.VerificationRulesAsync(id, ct)).Select(VerificationRuleView.Of)]);
}
