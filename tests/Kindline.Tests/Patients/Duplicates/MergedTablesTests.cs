using Kindline.Foundation;
using Kindline.Lists.Bulk;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Patients.Import;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Duplicates;

/// <summary>No table and no field of a patient is forgotten by a merge.</summary>
public sealed class MergedTablesTests
{
    /// <summary>What holds a patient's id and does not follow a merge, and why.</summary>
    private static readonly Dictionary<Type, string> Staying = new()
    {
        [typeof(Patient)] = "MergedIntoId is the merge itself, and Id the record",
        [typeof(PatientPhone)] = "the survivor gets numbers of its own, and the record keeps its numbers for the undoing",
        [typeof(PatientAlert)] = "as the numbers",
        [typeof(PatientProxy)] = "as the numbers",
        [typeof(PatientFieldValue)] = "as the numbers",
        [typeof(PatientCoverage)] = "as the numbers",
        [typeof(PatientWord)] = "made of the record's own name",
        [typeof(ImportedRow)] = "says what a file changed in this very record, and is taken back there",
        [typeof(BulkPerson)] = "says what a bulk change set in this very record; undoing it tells who was merged since",
        [typeof(GuardedOpening)] = "says who opened this very record, and is reviewed as that",
        [typeof(PatientPair)] = "is about two records; its pairs wait while one of them is merged",
        [typeof(PatientToCompare)] = "a record that is gone is compared with nobody, and the survivor is marked itself",
        [typeof(ComparedUpTo)] = "a place in the order of records, no patient",
        [typeof(PatientMerge)] = "is the merge itself",
    };

    [Fact]
    public async Task Every_table_with_a_patients_id_follows_a_merge_or_says_why_not()
    {
        await using var office = await BackOffice.OpenAsync(DatabaseEngine.Sqlite);
        await using var db = office.Db();
        var moved = office.Get<IEnumerable<IHoldsPatients>>().SelectMany(h => h.Holds).ToHashSet();

        var holding = db.Model.GetEntityTypes().Where(t => t.GetProperties().Any(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) == typeof(PatientId)))
            .Select(t => t.ClrType).ToHashSet();

        holding.Except(moved).Except(Staying.Keys).ShouldBeEmpty("a merge has to move them (IHoldsPatients), or the list says why not");
        moved.Union(Staying.Keys).Except(holding).ShouldBeEmpty("they hold no patient");
        moved.Intersect(Staying.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_field_of_a_patient_has_a_rule_for_merging() =>
        RecordChange.Rules.Keys.Order().ShouldBe(typeof(Patient).GetProperties().Select(p => p.Name).Order());

    [Fact]
    public void What_can_be_chosen_is_what_the_rules_say() =>
        RecordChange.Rules.Where(r => r.Value == MergeRule.Chosen).Select(r => char.ToLowerInvariant(r.Key[0]) + r.Key[1..])
            .Except(["street", "city", "state", "zip", "payer", "memberId", "groupNumber", "policyHolder", "coveredFrom", "coveredUntil"]).Append("address").Order().ShouldBe(RecordChange.Choices.Order());
}
