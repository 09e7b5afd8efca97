using System.Text.Json;
using Kindline.Foundation;

namespace Kindline.Patients.Import;

/// <summary>What a row, or a merge, changed in a person: enough to take it back where nobody has changed it since.</summary>
/// <param name="Fields">By the field's name, its value before and after.</param>
/// <param name="AddedPhones">Numbers that were not there before.</param>
internal sealed record PersonChange(IReadOnlyDictionary<string, FieldChange> Fields, IReadOnlyList<string> AddedPhones)
{
    public bool IsNothing => Fields.Count == 0 && AddedPhones.Count == 0;

    /// <summary>Takes over what the row says; what it leaves empty stays, and so do numbers that it does not name.</summary>
    /// <param name="line">What the row says.</param>
    /// <param name="patient">Whom it says it of.</param>
    /// <param name="now">As of when a chart is known that says something new.</param>
    public static PersonChange Apply(PersonLine line, Patient patient, DateTimeOffset now)
    {
        var before = RecordFields.Of(patient);
        Fill(line, patient, now);
        var changed = Changed(before, RecordFields.Of(patient));
        var all = line.Own is { } own ? new Dictionary<string, FieldChange>([.. changed, .. SetOwn(patient, own)]) : changed;
        return new PersonChange(all, AddPhones(patient, Phones(line)));
    }

    /// <summary>Writes what a row says into a record that is new; it is everything that is known, so nothing of it is a change.</summary>
    public static void Begin(PersonLine line, Patient patient, DateTimeOffset now)
    {
        Fill(line, patient, now);
        foreach (var (field, value) in line.Own ?? new Dictionary<PatientFieldId, string>())
        {
            patient.SetOwnValue(field, value);
        }
        AddPhones(patient, Phones(line));
    }

    private static IEnumerable<PatientPhone> Phones(PersonLine line) => line.Phones.Select(p => new PatientPhone { Number = p.Number, Type = p.Type, IsWork = p.IsWork });

    private static void Fill(PersonLine line, Patient patient, DateTimeOffset now)
    {
        patient.Mrn = line.Mrn ?? patient.Mrn;
        (patient.FirstName, patient.LastName) = (line.FirstName, line.LastName);
        patient.BornOn = line.BornOn ?? patient.BornOn;
        patient.Email = line.Email ?? patient.Email;
        (patient.Street, patient.City) = (line.Street ?? patient.Street, line.City ?? patient.City);
        (patient.State, patient.Zip) = (line.State ?? patient.State, line.Zip ?? patient.Zip);
        patient.Language = line.Language ?? patient.Language;
        patient.Plan = line.Plan ?? patient.Plan;
        patient.BalanceCents = line.BalanceCents ?? patient.BalanceCents;
        (patient.Payer, patient.MemberId) = (line.Payer ?? patient.Payer, line.MemberId ?? patient.MemberId);
        (patient.ReferredBy, patient.Source) = (line.ReferredBy ?? patient.ReferredBy, line.Source ?? patient.Source);
        line.Wishes.Apply(patient, At(now));
        SetStatus(patient, line, At(now));
        var chart = (line.Medications ?? patient.Medications, line.ChartNotes ?? patient.ChartNotes);
        if (chart != (patient.Medications, patient.ChartNotes))
        {
            ((patient.Medications, patient.ChartNotes), patient.ChartAsOf) = (chart, At(now));
        }
        SetSecond(patient, line);
    }

    // In whole milliseconds: PostgreSQL keeps no more than six digits, and what was written is told by its text.
    private static DateTimeOffset At(DateTimeOffset now) => DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());

    /// <summary>Whoever has died stays so for a file that is older: only a person takes that back.</summary>
    private static void SetStatus(Patient patient, PersonLine line, DateTimeOffset now)
    {
        if (line.Status is not { } status || patient.Status == PatientStatus.Deceased)
        {
            return;
        }
        patient.Status = status;
        if (status == PatientStatus.Deceased)
        {
            patient.DeathReportedAt ??= now;
        }
    }

    private static void SetSecond(Patient patient, PersonLine line)
    {
        if (line.Second is not { } said)
        {
            return;
        }
        var second = patient.Coverages.Find(c => c.Position == 1);
        if (second is null)
        {
            second = new PatientCoverage { PatientId = patient.Id, Position = 1 };
            patient.Coverages.Add(second);
        }
        if (said.Payer is { } payer && second.Payer is { } known && !payer.Equals(known, StringComparison.OrdinalIgnoreCase))
        {
            // Another payer is another coverage: nothing of the old one is said of it.
            (second.Plan, second.MemberId, second.GroupNumber, second.PolicyHolder, second.FromOn, second.UntilOn) = (null, null, null, null, null, null);
        }
        (second.Payer, second.Plan, second.MemberId) = (said.Payer ?? second.Payer, said.Plan ?? second.Plan, said.MemberId ?? second.MemberId);
    }

    private static IEnumerable<KeyValuePair<string, FieldChange>> SetOwn(Patient patient, IReadOnlyDictionary<PatientFieldId, string> own)
    {
        foreach (var (field, value) in own)
        {
            var known = patient.OwnValue(field);
            if (known != value)
            {
                patient.SetOwnValue(field, value);
                yield return new(OwnValues.KeyOf(field), new FieldChange(known, value));
            }
        }
    }

    /// <summary>What became different.</summary>
    public static IReadOnlyDictionary<string, FieldChange> Changed(IReadOnlyDictionary<string, string?> before, IReadOnlyDictionary<string, string?> after) =>
        before.Where(b => b.Value != after[b.Key]).ToDictionary(b => b.Key, b => new FieldChange(b.Value, after[b.Key]));

    /// <summary>Adds the numbers that a patient does not have yet, with what is known of each; returns those.</summary>
    public static IReadOnlyList<string> AddPhones(Patient patient, IEnumerable<PatientPhone> phones)
    {
        var added = phones.Where(n => !patient.Phones.Exists(p => p.Number == n.Number)).ToList();
        patient.Phones.AddRange(added.Select(n => new PatientPhone { PatientId = patient.Id, Number = n.Number, Type = n.Type, IsWork = n.IsWork }));
        return added.ConvertAll(n => n.Number);
    }

    /// <summary>Puts back what still is as the row left it; false where something was changed since, and stays.</summary>
    public bool TakeBack(Patient patient)
    {
        var all = true;
        foreach (var field in RecordFields.All.Where(f => Fields.ContainsKey(f.Name)))
        {
            var change = Fields[field.Name];
            if (field.Get(patient) == change.After)
            {
                field.Set(patient, change.Before);
            }
            else
            {
                all = false;
            }
        }
        foreach (var (key, change) in Fields)
        {
            if (OwnValues.IdOf(key) is not { } field)
            {
                continue;
            }
            if (patient.OwnValue(field) == change.After)
            {
                patient.SetOwnValue(field, change.Before);
            }
            else
            {
                all = false;
            }
        }
        patient.Phones.RemoveAll(p => AddedPhones.Contains(p.Number));
        return all;
    }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static PersonChange FromJson(string json) =>
        JsonSerializer.Deserialize<PersonChange>(json, JsonSerializerOptions.Web) ?? throw new JsonException("There is no change.");
}

/// <summary>A field's value before and after.</summary>
internal sealed record FieldChange(string? Before, string? After);
