using Kindline.Interactions;

namespace Kindline.Desk;

/// <summary>What a practice asks of who speaks.</summary>
/// <param name="Needed">Identifiers, the date of birth among them.</param>
/// <param name="Counts">Which count beside the date of birth.</param>
/// <param name="Earned">What they may then; of a relative the record says.</param>
internal sealed record VerificationRuleView(CallerType Speaker, int Needed, IReadOnlyList<string> Counts, EarnedView Earned)
{
    public static VerificationRuleView Of(VerificationRule rule) => new(rule.Speaker, rule.Needed, rule.Counts.Split(','), EarnedView.Of(rule.Rights));
}

/// <summary>The rights of who speaks, each by itself.</summary>
internal sealed record EarnedView(bool Hear, bool Book, bool Bill, bool Change)
{
    public static EarnedView Of(CallerRights rights) => new(
        rights.HasFlag(CallerRights.Hear), rights.HasFlag(CallerRights.Book), rights.HasFlag(CallerRights.Bill), rights.HasFlag(CallerRights.Change));

    public CallerRights ToRights() =>
        (Hear ? CallerRights.Hear : 0) | (Book ? CallerRights.Book : 0) | (Bill ? CallerRights.Bill : 0) | (Change ? CallerRights.Change : 0);
}
