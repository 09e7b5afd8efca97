using System.Diagnostics;
using System.Globalization;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Search;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Benchmarks.People;

/// <summary>
/// Who is registered twice, found among invented people of whom it is known: precision and recall of the pairs from "likely" on, and of all that
/// come into the queue. The baseline is the rule that most systems begin with: the same name and the same date of birth.
/// </summary>
internal static class DuplicatesBench
{
    private const int Seed = 20;
    private const string Rule = "same first name, last name and date of birth";

    public static async Task<int> RunAsync(bool quick)
    {
        var folder = Directory.CreateTempSubdirectory("kindline-bench-");
        try
        {
            var databases = DbFactory.For(new KindlineOptions { DataFolder = folder.FullName, KeyFile = folder.FullName + ".key" });
            await databases.MigrateAsync(CancellationToken.None);
            var truth = new KnownTruth(Seed);
            var people = truth.Invent(quick ? 20_000 : 200_000);
            await InventedPatients.StoreAsync(databases, truth.Practice, people);
            var compared = await CompareAsync(databases);
            new Figure("duplicates.compared_per_second", Math.Round(people.Count / compared.TotalSeconds), "people/s").Print();
            await using var db = databases.Create();
            var found = await db.PatientPairs.AsNoTracking().ToListAsync();
            await TellAsync(truth, people, found);
            Score(people);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TimeSpan> CompareAsync(DbFactory databases)
    {
        var clock = new Ahead();
        using var compare = new ComparePatients(databases, new NameWords(databases, clock), clock);
        var begunAt = Stopwatch.GetTimestamp();
        while (await compare.RunAsync(CancellationToken.None) > 0)
        {
        }
        return Stopwatch.GetElapsedTime(begunAt);
    }

    private static async Task TellAsync(KnownTruth truth, IReadOnlyList<Patient> people, List<PatientPair> found)
    {
        var rule = people.Where(p => p.BornOn is not null).GroupBy(p => (p.FamilyKey, p.GivenKey, p.BornOn))
            .SelectMany(g => g.SelectMany((one, n) => g.Skip(n + 1).Select(other => Candidates.InOrder(one.Id, other.Id)))).ToList();
        var (rulePrecision, ruleRecall) = Worth(truth, rule);
        var likely = found.Where(p => p.Probability >= PairScore.Likely).Select(p => (p.OneId, p.OtherId)).ToList();
        var all = found.ConvertAll(p => (p.OneId, p.OtherId));
        var (precision, recall) = Worth(truth, likely);
        var (allPrecision, allRecall) = Worth(truth, all);
        new Figure("duplicates.precision", precision, "share", new Baseline(Rule, rulePrecision)).Print();
        new Figure("duplicates.recall", recall, "share", new Baseline(Rule, ruleRecall)).Print();
        new Figure("duplicates.possible.precision", allPrecision, "share", new Baseline(Rule, rulePrecision)).Print();
        new Figure("duplicates.possible.recall", allRecall, "share", new Baseline(Rule, ruleRecall)).Print();
        var wrong = found.Where(p => PairScore.CertaintyOf(p.Probability, Agreement.Parse(p.Agreement)) == Certainty.Certain && !truth.Pairs.ContainsKey((p.OneId, p.OtherId)));
        new Figure("duplicates.certain.wrong", wrong.Count(), "pairs").Print();
        await Console.Error.WriteLineAsync($"{people.Count} records, {truth.Pairs.Count} of them a second one; {likely.Count} pairs likely, {all.Count} in the queue");
        await MissedAsync(truth, [.. all]);
    }

    /// <summary>What the missed ones have gone through, the most frequent first.</summary>
    private static async Task MissedAsync(KnownTruth truth, HashSet<(PatientId, PatientId)> found)
    {
        foreach (var kind in truth.Pairs.GroupBy(p => p.Value).OrderByDescending(g => g.Count(p => !found.Contains(p.Key))).Take(12))
        {
            await Console.Error.WriteLineAsync($"{kind.Key}: {kind.Count(p => found.Contains(p.Key))} of {kind.Count()} in the queue");
        }
    }

    private static (double Precision, double Recall) Worth(KnownTruth truth, List<(PatientId, PatientId)> pairs)
    {
        var right = pairs.Count(truth.Pairs.ContainsKey);
        return (Math.Round((double)right / Math.Max(1, pairs.Count), 4), Math.Round((double)right / truth.Pairs.Count, 4));
    }

    /// <summary>The score alone, of people side by side in the list.</summary>
    private static void Score(IReadOnlyList<Patient> people)
    {
        const int Most = 1_000_000;
        var counts = new NameCounts();
        foreach (var person in people)
        {
            counts.AddName(person.FamilyKey, person.GivenKey, 1);
        }
        var scoring = new Scoring(new NameShares(counts.ToVocabulary()), people.Count);
        var records = people.Select(p => new ComparedPerson(p)).ToArray();
        var sum = 0.0;
        var begunAt = Stopwatch.GetTimestamp();
        for (var n = 0; n < Most; n++)
        {
            sum += scoring.Of(records[n % records.Length], records[(n + 1) % records.Length]).Probability;
        }
        var took = Stopwatch.GetElapsedTime(begunAt);
        new Figure("duplicates.pairs_per_second", Math.Round(Most / took.TotalSeconds), "pairs/s").Print();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Most} pairs scored in {took.TotalSeconds:F2} s; their probabilities add up to {sum:F0}"));
    }

    /// <summary>An hour on, when every record has settled.</summary>
    private sealed class Ahead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }
}
