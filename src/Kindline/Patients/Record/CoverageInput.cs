using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>A coverage behind the first, as somebody wants it.</summary>
internal sealed record CoverageInput(string? Payer, string? Plan, string? MemberId, string? GroupNumber, PolicyHolder? PolicyHolder, DateOnly? FromOn, DateOnly? UntilOn)
{
    // A merge may leave more than the three that a form shows at once.
    private const int Most = 8;

    public CoverageFacts ToFacts() => new(Payer.Known(), Plan.Known(), MemberId.Known(), GroupNumber.Known(), PolicyHolder, FromOn, UntilOn);

    public static void Check(IReadOnlyList<CoverageInput> coverages, FieldErrors errors)
    {
        if (coverages.Count > Most)
        {
            errors.Add("coverages", $"must be {Most} at most");
        }
        for (var n = 0; n < coverages.Count; n++)
        {
            var (at, one) = ($"coverages[{n}]", coverages[n]);
            // A file may know the plan alone, and a merge puts such a one behind the first.
            if (one.ToFacts().IsEmpty)
            {
                errors.Add($"{at}.payer", "is needed, or the plan or the member number");
            }
            errors.Short($"{at}.payer", one.Payer, 120);
            errors.Short($"{at}.plan", one.Plan, 120);
            errors.Short($"{at}.memberId", one.MemberId, 40);
            errors.Short($"{at}.groupNumber", one.GroupNumber, 40);
            if (one.UntilOn < one.FromOn)
            {
                errors.Add($"{at}.untilOn", "lies before it begins");
            }
        }
    }
}

/// <summary>A coverage behind the first, as a page shows it.</summary>
/// <param name="Ended">Whether its last day has passed.</param>
internal sealed record CoverageRow(
    string? Payer, string? Plan, string? MemberId, string? GroupNumber, PolicyHolder? PolicyHolder, DateOnly? FromOn, DateOnly? UntilOn, bool Ended)
{
    public static IReadOnlyList<CoverageRow> Of(Patient person, DateOnly today) =>
        [.. person.Coverages.OrderBy(c => c.Position).ThenBy(c => c.Id).Select(c => new CoverageRow(c.Payer, c.Plan, c.MemberId, c.GroupNumber, c.PolicyHolder, c.FromOn, c.UntilOn, c.UntilOn < today))];
}
