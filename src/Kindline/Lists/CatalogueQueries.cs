using Kindline.Dispositions;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists.Filters;
using Kindline.Patients;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists;

/// <summary>Says what can be asked for in a practice, with the values that there are. One short statement for each kind whose values the practice decides.</summary>
internal sealed class CatalogueQueries(DbFactory databases, DispositionTexts dispositions)
{
    private const int MostWords = 200;
    private const int MostImports = 100;

    /// <summary>Null where the practice is none of theirs.</summary>
    public async Task<ListCatalogue?> ReadAsync(PracticeId practice, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!user.Reaches(Permission.ListsRead, practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            return null;
        }
        var fields = await db.PatientFields.AsNoTracking().Where(f => f.PracticeId == practice).OrderBy(f => f.Position).ThenBy(f => f.Label).ToListAsync(ct);
        var reach = ListReach.Of(user);
        List<ConditionView> conditions = [];
        foreach (var kind in reach.Kinds(fields).Values)
        {
            conditions.Add(new ConditionView(kind.On, kind.Group, kind.Label, kind.Shape, kind.Verbs, await ChoicesAsync(db, practice, kind, ct)));
        }
        return new ListCatalogue(conditions, [.. reach.Columns(fields).Select(c => new ListColumnView(c.Key, c.Title, c.Kind))], Columns.ListColumns.Usual);
    }

    private async Task<IReadOnlyList<ChoiceView>> ChoicesAsync(Db db, PracticeId practice, ConditionKind kind, CancellationToken ct)
    {
        var people = db.Patients.Where(p => p.PracticeId == practice);
        return kind.On switch
        {
            _ when kind.Choices is { } choices => [.. choices.Select(c => new ChoiceView(c, kind.On.StartsWith(OwnValues.Prefix, StringComparison.Ordinal) ? c : null))],
            "language" => await WordsAsync(people.Select(p => (string?)p.Language), ct),
            "city" => await WordsAsync(people.Select(p => p.City), ct),
            "state" => await WordsAsync(people.Select(p => p.State), ct),
            "payer" => await WordsAsync(people.Select(p => p.Payer).Concat(people.SelectMany(p => p.Coverages).Select(c => c.Payer)), ct),
            "plan" => await WordsAsync(people.Select(p => p.Plan), ct),
            "source" => await WordsAsync(people.Select(p => p.Source), ct),
            "referredBy" => await WordsAsync(people.Select(p => p.ReferredBy), ct),
            "disposition" => [.. (await dispositions.ListAsync(null, ct)).Items.Select(d => new ChoiceView(d.Key, DispositionKey.Text(d.Outcome, d.Reason, d.Source)))],
            "lastProvider" or "nextProvider" => await db.Providers.Where(p => p.PracticeId == practice).OrderBy(p => p.Name).Select(p => new ChoiceView(p.Id.ToString(), p.Name)).ToListAsync(ct),
            "nextLocation" => await db.Locations.Where(l => l.PracticeId == practice).OrderBy(l => l.Name).Select(l => new ChoiceView(l.Id.ToString(), l.Name)).ToListAsync(ct),
            "nextVisitType" => await db.VisitTypes.Where(v => v.PracticeId == practice).OrderBy(v => v.Name).Select(v => new ChoiceView(v.Id.ToString(), v.Name)).ToListAsync(ct),
            "lastContactBy" or "assignedTo" => [.. (await PracticeAgents.ReadAsync(db, practice, ct)).Select(a => new ChoiceView(a.Key, a.Value))],
            "import" => await db.Set<Patients.Import.PatientImport>().Where(i => i.PracticeId == practice).OrderByDescending(i => i.BegunAt).Take(MostImports)
                .Select(i => new ChoiceView(i.Id.ToString(), i.FileName)).ToListAsync(ct),
            _ => [],
        };
    }

    private static async Task<IReadOnlyList<ChoiceView>> WordsAsync(IQueryable<string?> words, CancellationToken ct) =>
        [.. (await words.Where(w => w != null && w != "").Distinct().OrderBy(w => w).Take(MostWords).ToListAsync(ct)).Select(w => new ChoiceView(w!, w))];
}
