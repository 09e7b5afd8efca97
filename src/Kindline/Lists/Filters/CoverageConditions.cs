using System.Linq.Expressions;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1304, CA1311, CA1862 // Said to the database, which compares and lowers by rules of its own.

namespace Kindline.Lists.Filters;

/// <summary>What is asked of any coverage that a person has today, the first or one behind it.</summary>
internal static class CoverageConditions
{
    public static Expression<Func<Patient, bool>> Payer(Condition c, ListMoment moment)
    {
        var today = moment.Today;
        var first = Predicates.And(
            Kinds.WordTest(c, p => p.Payer), p => (p.CoveredFrom == null || p.CoveredFrom <= today) && (p.CoveredUntil == null || p.CoveredUntil >= today));
        return Kinds.Signed(c, Predicates.Or(first, Behind(c, today)));
    }

    private static Expression<Func<Patient, bool>> Behind(Condition c, DateOnly today)
    {
        var words = (c.Values ?? []).Select(v => v.Trim().ToLowerInvariant()).ToList();
        return c.Is switch
        {
            Verb.Known or Verb.Unknown => p => p.Coverages.Any(x =>
                x.Payer != null && x.Payer != "" && (x.FromOn == null || x.FromOn <= today) && (x.UntilOn == null || x.UntilOn >= today)),
            Verb.Contains => words.Select(word => (Expression<Func<Patient, bool>>)(p => p.Coverages.Any(x =>
                x.Payer != null && x.Payer.ToLower().Contains(word) && (x.FromOn == null || x.FromOn <= today) && (x.UntilOn == null || x.UntilOn >= today))))
                .Aggregate(Predicates.Or),
            _ => p => p.Coverages.Any(x =>
                x.Payer != null && EF.Parameter(words).Contains(x.Payer.ToLower()) && (x.FromOn == null || x.FromOn <= today) && (x.UntilOn == null || x.UntilOn >= today)),
        };
    }
}
