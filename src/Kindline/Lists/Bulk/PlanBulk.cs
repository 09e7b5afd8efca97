using System.Security.Cryptography;
using System.Text;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists.Filters;
using Kindline.Patients;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Lists.Bulk;

/// <summary>Whom to change, and how.</summary>
/// <param name="List">The list that they are on.</param>
/// <param name="People">Some of it; null for all who are on it.</param>
/// <param name="Field">What is set (<see cref="BulkField.Key"/>).</param>
/// <param name="Value">To what; empty empties it.</param>
internal sealed record BulkInput(ListId? List, IReadOnlyList<PatientId>? People, string? Field, string? Value);

/// <summary>One person as they were when the plan was made.</summary>
internal sealed record PlannedPerson(PatientId Id, string Name, DateOnly? BornOn, bool Vip, BulkVerdict Verdict);

/// <summary>A change as it would be done now.</summary>
/// <param name="Seen">Tells this plan from another one: the same people, each with the same value before.</param>
internal sealed record BulkPlan(PatientList List, BulkField Field, string? Value, bool Masks, IReadOnlyList<PlannedPerson> People, string Seen);

/// <summary>What came of making a plan.</summary>
internal abstract record PlanOutcome
{
    public sealed record Made(BulkPlan Plan) : PlanOutcome;

    public sealed record Invalid(FieldErrors Errors) : PlanOutcome;

    public sealed record NotFound : PlanOutcome;
}

/// <summary>
/// Works out whom a change would change, and writes nothing. Cost for ten thousand people: one statement for their ids, twenty that read 500 records each without
/// tracking them, and a line of some 200 bytes for each person in memory; fifty thousand is the most that one change takes.
/// </summary>
internal sealed class PlanBulk(DbFactory databases, AgeOfMajority majority, TimeProvider clock)
{
    private const int Most = 50_000;
    private const int Batch = 500;

    public async Task<PlanOutcome> RunAsync(BulkInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!user.Can(Permission.ListsRead) || await ListReach.ListsOf(db, user).AsNoTracking().SingleOrDefaultAsync(l => l.Id == input.List && l.DeletedAt == null, ct) is not { } list
            || !user.Reaches(Permission.PatientsBulk, list.PracticeId))
        {
            return new PlanOutcome.NotFound();
        }
        var errors = new FieldErrors();
        var moment = await ListMoment.OfAsync(db, list.PracticeId, majority, clock.GetUtcNow(), ct);
        var field = (await BulkFields.ReadAsync(db, list.PracticeId, undoes: false, ct)).FirstOrDefault(f => f.Key == input.Field);
        if (field is null)
        {
            errors.Add("field", "is nothing that can be set for many at once");
        }
        var (value, wrong) = field?.Check(input.Value) ?? (null, null);
        if (wrong is not null)
        {
            errors.Add("value", wrong);
        }
        var ids = await IdsAsync(list, moment, input, user, errors, ct);
        if (field is null || !errors.None)
        {
            return new PlanOutcome.Invalid(errors);
        }
        var people = new List<PlannedPerson>(ids.Count);
        foreach (var part in ids.Chunk(Batch))
        {
            people.AddRange(await ReadAsync(list.PracticeId, part, field, value, ct));
        }
        return new PlanOutcome.Made(new BulkPlan(list, field, value, ListReach.Of(user).Masks, people, Mark(field, value, people)));
    }

    /// <summary>Those who were chosen, or all who are on the list, in its order; of who was chosen and is not on it any more it is told.</summary>
    private static async Task<List<(PatientId Id, bool On)>> IdsAsync(
        PatientList list, ListMoment moment, BulkInput input, SignedInUser user, FieldErrors errors, CancellationToken ct)
    {
        var reach = ListReach.Of(user);
        var shape = ListShape.Of(list, errors);
        shape?.CheckFilter(moment.Fields, reach, errors);
        if (shape is null || !errors.None)
        {
            return [];
        }
        var on = await ListRows.IdsAsync(moment, shape.Filter ?? new ListFilter(Conditions: null), shape.SortFor(moment.Fields, reach), ct);
        var chosen = input.People?.ToHashSet();
        List<(PatientId Id, bool On)> ids = [.. on.Where(id => chosen?.Contains(id) ?? true).Select(id => (id, true))];
        ids.AddRange((chosen ?? []).Except(on).Select(id => (id, false)));
        if (ids.Count > Most)
        {
            errors.Add(chosen is null ? "list" : "people", $"has more than {Most} people: narrow the conditions and take one part after another");
        }
        return ids;
    }

    private async Task<IEnumerable<PlannedPerson>> ReadAsync(PracticeId practice, (PatientId Id, bool On)[] part, BulkField field, string? value, CancellationToken ct)
    {
        await using var db = databases.Create();
        var ids = Array.ConvertAll(part, p => p.Id);
        var known = await BulkPeopleRead.Of(db, practice, ids, field).AsNoTracking().ToDictionaryAsync(p => p.Id, ct);
        var now = BulkPeopleRead.Now(clock);
        // Whoever is of another practice is not there, nor is it told that they are anywhere.
        return part.Where(p => known.ContainsKey(p.Id)).Select(p => new PlannedPerson(
            p.Id, $"{known[p.Id].FirstName} {known[p.Id].LastName}".Trim(), known[p.Id].BornOn, known[p.Id].Vip,
            BulkRule.Plan(known[p.Id], field, value, now) is var verdict && (p.On || verdict.Why is not null)
                ? verdict : new BulkVerdict(BulkOutcome.LeftOut, BulkWhy.NotOnList, verdict.Before, null)));
    }

    private static string Mark(BulkField field, string? value, List<PlannedPerson> people)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{field.Key}\n{value}\n"));
        foreach (var person in people)
        {
            hash.AppendData(person.Id.Value.ToByteArray());
            hash.AppendData(Encoding.UTF8.GetBytes($"{person.Verdict.Outcome}\n{person.Verdict.Before}\n"));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
