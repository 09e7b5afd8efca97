using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients.Import;

namespace Kindline.Patients.Duplicates;

/// <summary>What a merge made of two records: enough to make two of them again.</summary>
/// <param name="Person">What became different in the survivor.</param>
/// <param name="AddedAlerts">Texts of alerts that the survivor did not have.</param>
/// <param name="AddedProxies">Names of those who speak for the person, whom the survivor did not have.</param>
/// <param name="AddedFields">Fields of the practice's own that the survivor had no value for.</param>
/// <param name="GoneMrn">The record number of the other one before, where the two exchanged theirs.</param>
/// <param name="Exchanged">Whether they did.</param>
internal sealed record RecordChange(
    PersonChange Person, IReadOnlyList<string> AddedAlerts, IReadOnlyList<string> AddedProxies, IReadOnlyList<PatientFieldId> AddedFields, string? GoneMrn, bool Exchanged)
{
    /// <summary>Coverages that the survivor did not have behind its first; none in merges of before they were kept.</summary>
    public IReadOnlyList<CoverageFacts> AddedCoverages { get; init; } = [];

    /// <summary>Choices that are more than one field: an address is one thing, half of each would be nobody's; so is a coverage.</summary>
    private static readonly Dictionary<string, string[]> Whole = new(StringComparer.Ordinal)
    {
        ["address"] = ["street", "city", "state", "zip"],
        ["plan"] = ["payer", "plan", "memberId", "groupNumber", "policyHolder", "coveredFrom", "coveredUntil"],
    };

    /// <summary>
    /// How each property of a patient is merged. A new one has to be named here: a test over the properties says so. Whoever forbids more wins.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, MergeRule> Rules = new Dictionary<string, MergeRule>(StringComparer.Ordinal)
    {
        [nameof(Patient.Mrn)] = MergeRule.Chosen,
        [nameof(Patient.FirstName)] = MergeRule.Chosen,
        [nameof(Patient.LastName)] = MergeRule.Chosen,
        [nameof(Patient.BornOn)] = MergeRule.Chosen,
        [nameof(Patient.Language)] = MergeRule.Chosen,
        [nameof(Patient.Street)] = MergeRule.Chosen,
        [nameof(Patient.City)] = MergeRule.Chosen,
        [nameof(Patient.State)] = MergeRule.Chosen,
        [nameof(Patient.Zip)] = MergeRule.Chosen,
        [nameof(Patient.Email)] = MergeRule.Chosen,
        [nameof(Patient.Plan)] = MergeRule.Chosen,
        [nameof(Patient.Payer)] = MergeRule.Chosen,
        [nameof(Patient.MemberId)] = MergeRule.Chosen,
        [nameof(Patient.GroupNumber)] = MergeRule.Chosen,
        [nameof(Patient.PolicyHolder)] = MergeRule.Chosen,
        [nameof(Patient.CoveredFrom)] = MergeRule.Chosen,
        [nameof(Patient.CoveredUntil)] = MergeRule.Chosen,
        [nameof(Patient.BalanceCents)] = MergeRule.Chosen,
        [nameof(Patient.ReferredBy)] = MergeRule.Filled,
        [nameof(Patient.ReferredById)] = MergeRule.Filled,
        [nameof(Patient.ReferredAt)] = MergeRule.Filled,
        [nameof(Patient.AssignedTo)] = MergeRule.Filled,
        [nameof(Patient.AssignedAt)] = MergeRule.Filled,
        [nameof(Patient.Source)] = MergeRule.Filled,
        [nameof(Patient.Portal)] = MergeRule.Filled,
        [nameof(Patient.Medications)] = MergeRule.Filled,
        [nameof(Patient.ChartNotes)] = MergeRule.Filled,
        [nameof(Patient.ChartAsOf)] = MergeRule.Filled,
        [nameof(Patient.Remarks)] = MergeRule.Union,
        [nameof(Patient.WishNote)] = MergeRule.Union,
        [nameof(Patient.Vip)] = MergeRule.Strictest,
        [nameof(Patient.Status)] = MergeRule.Strictest,
        [nameof(Patient.DeathReportedAt)] = MergeRule.Strictest,
        [nameof(Patient.DeathReportedBy)] = MergeRule.Strictest,
        [nameof(Patient.DeathConfirmedAt)] = MergeRule.Strictest,
        [nameof(Patient.DoNotCallSince)] = MergeRule.Strictest,
        [nameof(Patient.NeverAtWork)] = MergeRule.Strictest,
        [nameof(Patient.NoVoicemail)] = MergeRule.Strictest,
        [nameof(Patient.NoTexts)] = MergeRule.Strictest,
        [nameof(Patient.NoEmail)] = MergeRule.Strictest,
        [nameof(Patient.NoMail)] = MergeRule.Strictest,
        [nameof(Patient.ReleasesHeldUntil)] = MergeRule.Strictest,
        [nameof(Patient.Proxies)] = MergeRule.Union,
        [nameof(Patient.FieldValues)] = MergeRule.Union,
        [nameof(Patient.Coverages)] = MergeRule.Union,
        [nameof(Patient.AsOf)] = MergeRule.Own,
        [nameof(Patient.AsOfSource)] = MergeRule.Own,
        [nameof(Patient.Version)] = MergeRule.Own,
        // Whoever is a patient in one record is no prospect.
        [nameof(Patient.Kind)] = MergeRule.Strictest,
        [nameof(Patient.Phones)] = MergeRule.Union,
        [nameof(Patient.Alerts)] = MergeRule.Union,
        [nameof(Patient.Id)] = MergeRule.Own,
        [nameof(Patient.PracticeId)] = MergeRule.Own,
        [nameof(Patient.ImportId)] = MergeRule.Own,
        [nameof(Patient.MergedIntoId)] = MergeRule.Own,
        [nameof(Patient.FamilyKey)] = MergeRule.Own,
        [nameof(Patient.GivenKey)] = MergeRule.Own,
        [nameof(Patient.MrnKey)] = MergeRule.Own,
        [nameof(Patient.MrnTail)] = MergeRule.Own,
        [nameof(Patient.EmailKey)] = MergeRule.Own,
    };

    /// <summary>What can be chosen: the address as one.</summary>
    public static readonly IReadOnlyList<string> Choices = ["firstName", "lastName", "bornOn", "mrn", "address", "email", "language", "plan", "balanceCents"];

    /// <summary>
    /// Gives the survivor what was chosen of the other, what it lacks itself, and all numbers and alerts of both. The record numbers change places where
    /// the other's was chosen, so that both go on to be known; the caller stores the other one first.
    /// </summary>
    /// <param name="take">Which of <see cref="Choices"/> the other one's value is taken for.</param>
    public static RecordChange Apply(Patient survivor, Patient gone, IReadOnlyCollection<string> take)
    {
        var (before, others) = (RecordFields.Of(survivor), RecordFields.Of(gone));
        var first = CoverageFacts.First(survivor);
        foreach (var choice in Choices)
        {
            var fields = Whole.GetValueOrDefault(choice, [choice]);
            if (take.Contains(choice) || fields.All(f => string.IsNullOrEmpty(before[f])))
            {
                foreach (var field in RecordFields.All.Where(f => fields.Contains(f.Name)))
                {
                    field.Set(survivor, others[field.Name]);
                }
            }
        }
        survivor.Kind = survivor.Kind == PatientKind.Patient || gone.Kind == PatientKind.Patient ? PatientKind.Patient : PatientKind.Prospect;
        Fill(survivor, gone);
        Restrict(survivor, gone);
        var alerts = gone.Alerts.Where(a => !survivor.Alerts.Exists(mine => mine.Text == a.Text)).ToList();
        survivor.Alerts.AddRange(alerts.Select(a => new PatientAlert { PatientId = survivor.Id, Text = a.Text, Level = a.Level }));
        var proxies = gone.Proxies.Where(p => !survivor.Proxies.Exists(mine => mine.Name == p.Name)).ToList();
        survivor.Proxies.AddRange(proxies.Select(p => p.CopyFor(survivor.Id)));
        var values = gone.FieldValues.Where(v => !survivor.FieldValues.Exists(mine => mine.FieldId == v.FieldId)).ToList();
        survivor.FieldValues.AddRange(values.Select(v => new PatientFieldValue { PatientId = survivor.Id, FieldId = v.FieldId, Value = v.Value }));
        // The first coverages were weighed against each other above; what lost, and those behind, stand behind the one that is left.
        var changed = PersonChange.Changed(before, RecordFields.Of(survivor));
        var coverages = AddCoverages(survivor, [first, CoverageFacts.First(gone), .. gone.Coverages.OrderBy(c => c.Position).Select(c => c.Facts)]);
        var exchanged = survivor.Mrn != before["mrn"];
        gone.Mrn = exchanged ? before["mrn"] : gone.Mrn;
        return new RecordChange(
            new PersonChange(changed, PersonChange.AddPhones(survivor, gone.Phones)),
            [.. alerts.Select(a => a.Text)], [.. proxies.Select(p => p.Name)], [.. values.Select(v => v.FieldId)], others["mrn"], exchanged)
        {
            AddedCoverages = coverages,
        };
    }

    /// <summary>Puts coverages that the survivor does not have behind its own; returns those.</summary>
    private static List<CoverageFacts> AddCoverages(Patient survivor, IEnumerable<CoverageFacts> wanted)
    {
        List<CoverageFacts> added = [];
        foreach (var coverage in wanted.Where(c => !c.IsEmpty))
        {
            if (!CoverageFacts.First(survivor).IsSame(coverage) && !survivor.Coverages.Exists(c => c.Facts.IsSame(coverage)))
            {
                survivor.Coverages.Add(coverage.For(survivor.Id, survivor.Coverages.Select(c => c.Position).DefaultIfEmpty().Max() + 1));
                added.Add(coverage);
            }
        }
        return added;
    }

    /// <summary>What only the other one knows, and the words of both.</summary>
    private static void Fill(Patient survivor, Patient gone)
    {
        // Words and partner are one: those of one record do not stand beside the partner of the other.
        if (survivor.ReferredById is null && (survivor.ReferredBy is null || survivor.ReferredBy == gone.ReferredBy))
        {
            (survivor.ReferredBy, survivor.ReferredById, survivor.ReferredAt) = (gone.ReferredBy, gone.ReferredById, gone.ReferredAt);
        }
        if (survivor.AssignedTo is null)
        {
            (survivor.AssignedTo, survivor.AssignedAt) = (gone.AssignedTo, gone.AssignedAt);
        }
        // One chart is one reading of the EMR: half of each would be nobody's.
        if (survivor is { Medications: null, ChartNotes: null })
        {
            (survivor.Medications, survivor.ChartNotes, survivor.ChartAsOf) = (gone.Medications, gone.ChartNotes, gone.ChartAsOf);
        }
        survivor.Source ??= gone.Source;
        survivor.Portal = survivor.Portal is PortalState.Unknown ? gone.Portal : survivor.Portal;
        survivor.Remarks = Both(survivor.Remarks, gone.Remarks, "\n", 2000);
        survivor.WishNote = Both(survivor.WishNote, gone.WishNote, "; ", 200);
    }

    /// <summary>Whoever forbids more wins (45 CFR 164.522(b)): what was asked for once is not undone by a second record.</summary>
    private static void Restrict(Patient survivor, Patient gone)
    {
        if (gone.Status is PatientStatus.Deceased && survivor.Status is not PatientStatus.Deceased)
        {
            (survivor.Status, survivor.DeathReportedAt, survivor.DeathReportedBy, survivor.DeathConfirmedAt) =
                (gone.Status, gone.DeathReportedAt, gone.DeathReportedBy, gone.DeathConfirmedAt);
        }
        survivor.DoNotCallSince = new[] { survivor.DoNotCallSince, gone.DoNotCallSince }.Min();
        survivor.ReleasesHeldUntil = new[] { survivor.ReleasesHeldUntil, gone.ReleasesHeldUntil }.Max();
        survivor.Vip |= gone.Vip;
        survivor.NeverAtWork |= gone.NeverAtWork;
        survivor.NoVoicemail |= gone.NoVoicemail;
        survivor.NoTexts |= gone.NoTexts;
        survivor.NoEmail |= gone.NoEmail;
        survivor.NoMail |= gone.NoMail;
    }

    /// <summary>The survivor's words alone where both have no room.</summary>
    private static string? Both(string? mine, string? theirs, string between, int most)
    {
        var both = string.Join(between, new[] { mine, theirs }.Where(t => !string.IsNullOrEmpty(t)).Distinct());
        return both.Length == 0 ? null : both.Length <= most ? both : mine;
    }

    /// <summary>Puts the survivor back where it still is as the merge left it: what somebody changed since, stays.</summary>
    public void TakeBack(Patient survivor)
    {
        Person.TakeBack(survivor);
        survivor.Alerts.RemoveAll(a => AddedAlerts.Contains(a.Text));
        survivor.Proxies.RemoveAll(p => AddedProxies.Contains(p.Name));
        survivor.FieldValues.RemoveAll(v => AddedFields.Contains(v.FieldId));
        survivor.Coverages.RemoveAll(c => AddedCoverages.Contains(c.Facts));
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static RecordChange FromJson(string json) =>
        JsonSerializer.Deserialize<RecordChange>(json, JsonSerializerOptions.Web) ?? throw new JsonException("There is no change.");
}

/// <summary>What becomes of a property when two records are made one.</summary>
internal enum MergeRule
{
    /// <summary>One of the two values, as a person chose.</summary>
    Chosen,

    /// <summary>The survivor's; where it knows nothing, the other's.</summary>
    Filled,

    /// <summary>Both.</summary>
    Union,

    /// <summary>The one that allows less.</summary>
    Strictest,

    /// <summary>Each record keeps its own.</summary>
    Own,
}
