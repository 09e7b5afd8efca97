using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>Makes a record what the input says, and tells what became different in the words of the trail.</summary>
internal static class RecordEdit
{
    /// <summary>Fields (<see cref="RecordFields"/>) that the trail names together; any other goes by its own name.</summary>
    private static readonly Dictionary<string, string> Together = new(StringComparer.Ordinal)
    {
        ["street"] = "address",
        ["city"] = "address",
        ["state"] = "address",
        ["zip"] = "address",
        ["neverAtWork"] = "wishes",
        ["noVoicemail"] = "wishes",
        ["noTexts"] = "wishes",
        ["noEmail"] = "wishes",
        ["noMail"] = "wishes",
        ["wishNote"] = "wishes",
        ["doNotCallSince"] = "doNotCall",
        ["referredById"] = "referredBy",
        ["referredAt"] = "referredBy",
        ["secondaryPayer"] = Coverages,
        ["secondaryPlan"] = Coverages,
        ["secondaryMemberId"] = Coverages,
        ["secondaryGroupNumber"] = Coverages,
        ["secondaryPolicyHolder"] = Coverages,
        ["secondaryFrom"] = Coverages,
        ["secondaryUntil"] = Coverages,
    };

    /// <summary>Those behind the first, as the trail names them.</summary>
    private const string Coverages = "coverages";

    /// <summary>The values of the practice's own fields, as the trail names them.</summary>
    public const string OwnFields = "customFields";

    /// <summary>How the trail names a field of <see cref="RecordFields"/>.</summary>
    public static string TrailNameOf(string field) => Together.GetValueOrDefault(field, field);

    /// <summary>Whether a change of this field changes where calls and papers go, or to whom.</summary>
    public static bool ReachesSomebodyElse(string field) => field is "phones" or "address" or "email" or "proxies";

    /// <param name="patient">With phones, proxies and values.</param>
    /// <param name="input">Checked.</param>
    /// <param name="fields">Those of the practice's own.</param>
    /// <param name="now">Since when nobody calls, where that is new.</param>
    public static IReadOnlyList<string> Apply(Patient patient, RecordInput input, IReadOnlyList<PatientField> fields, DateTimeOffset now)
    {
        var before = RecordFields.Of(patient);
        Facts(patient, input, now);
        var after = RecordFields.Of(patient);
        var changed = before.Keys.Where(f => before[f] != after[f]).Select(TrailNameOf).ToList();
        changed.AddRange(Phones(patient, input.Phones ?? []));
        changed.AddRange(Covered(patient, input.Coverages ?? []));
        changed.AddRange(Proxies(patient, input.Proxies ?? []));
        changed.AddRange(Values(patient, input.Fields ?? [], fields));
        return [.. changed.Distinct()];
    }

    private static void Facts(Patient patient, RecordInput input, DateTimeOffset now)
    {
        (patient.FirstName, patient.LastName) = (input.FirstName.Known() ?? "", input.LastName.Known() ?? "");
        (patient.BornOn, patient.Mrn, patient.Language) = (input.BornOn, input.Mrn.Known(), input.Language ?? patient.Language);
        (patient.Email, patient.Street, patient.City) = (input.Email.Known(), input.Street.Known(), input.City.Known());
        (patient.State, patient.Zip) = (input.State.Known(), input.Zip.Known());
        (patient.Payer, patient.Plan, patient.MemberId) = (input.Payer.Known(), input.Plan.Known(), input.MemberId.Known());
        (patient.GroupNumber, patient.PolicyHolder, patient.CoveredFrom, patient.CoveredUntil) = (input.GroupNumber.Known(), input.PolicyHolder, input.CoveredFrom, input.CoveredUntil);
        (patient.ReferredBy, patient.Source, patient.Remarks) = (input.ReferredBy.Known(), input.Source.Known(), input.Remarks.Known());
        patient.ReferredAt = input.ReferredById is null ? null : patient.ReferredById == input.ReferredById ? patient.ReferredAt : now;
        patient.ReferredById = input.ReferredById;
        (patient.Status, patient.Portal) = (input.Status ?? patient.Status, input.Portal ?? patient.Portal);
        patient.DoNotCallSince = input.DoNotCall == true ? patient.DoNotCallSince ?? now : null;
        var wishes = input.Wishes;
        (patient.NeverAtWork, patient.NoVoicemail, patient.NoTexts) = (wishes?.NeverAtWork == true, wishes?.NoVoicemail == true, wishes?.NoTexts == true);
        patient.Vip = input.Vip ?? patient.Vip;
        (patient.NoEmail, patient.NoMail, patient.WishNote) = (wishes?.NoEmail == true, wishes?.NoMail == true, wishes?.Note.Known());
    }

    /// <summary>Numbers in their order: the first is called first.</summary>
    private static IEnumerable<string> Phones(Patient patient, IReadOnlyList<RecordPhoneInput> wanted)
    {
        var after = wanted.Select(p => (Number: p.Number.E164() ?? "", Type: p.Type ?? LineType.Unknown, IsWork: p.Work == true)).ToList();
        var before = patient.Phones.OrderBy(p => p.Id).Select(p => (p.Number, p.Type, p.IsWork)).ToList();
        if (before.SequenceEqual(after))
        {
            return [];
        }
        if (before.Select(p => p.Number).SequenceEqual(after.Select(p => p.Number)))
        {
            foreach (var (phone, type) in patient.Phones.OrderBy(p => p.Id).Zip(after))
            {
                (phone.Type, phone.IsWork) = (type.Type, type.IsWork);
            }
            return ["phoneTypes"];
        }
        patient.Phones.Clear();
        patient.Phones.AddRange(after.Select(p => new PatientPhone { PatientId = patient.Id, Number = p.Number, Type = p.Type, IsWork = p.IsWork }));
        return ["phones"];
    }

    private static IEnumerable<string> Covered(Patient patient, IReadOnlyList<CoverageInput> wanted)
    {
        var after = wanted.Select(w => w.ToFacts()).ToList();
        if (patient.Coverages.OrderBy(c => c.Position).ThenBy(c => c.Id).Select(c => c.Facts).SequenceEqual(after))
        {
            return [];
        }
        patient.Coverages.Clear();
        patient.Coverages.AddRange(after.Select((c, n) => c.For(patient.Id, n + 1)));
        return [Coverages];
    }

    private static IEnumerable<string> Proxies(Patient patient, IReadOnlyList<ProxyInput> wanted)
    {
        var before = patient.Proxies.ConvertAll(Facts);
        var kept = wanted.Select(w => w.Id).OfType<long>().ToHashSet();
        patient.Proxies.RemoveAll(p => !kept.Contains(p.Id));
        foreach (var proxy in wanted)
        {
            var known = patient.Proxies.Find(p => p.Id == proxy.Id);
            if (known is null)
            {
                known = new PatientProxy { PatientId = patient.Id };
                patient.Proxies.Add(known);
            }
            proxy.ApplyTo(known);
        }
        return before.SequenceEqual(patient.Proxies.ConvertAll(Facts)) ? [] : ["proxies"];

        static object Facts(PatientProxy p) =>
            (p.Id, p.Name, p.Relationship, p.Phone, p.Note, p.EndsOn, p.EndsAtMajority, (p.MayBook, p.MayHear, p.MayBill));
    }

    /// <summary>Values that are not named stay: a page that was opened before a field was made does not empty it.</summary>
    private static IEnumerable<string> Values(Patient patient, IReadOnlyList<FieldInput> wanted, IReadOnlyList<PatientField> fields)
    {
        var before = patient.FieldValues.Select(v => (v.FieldId, v.Value)).ToHashSet();
        foreach (var (id, text) in wanted)
        {
            var known = patient.FieldValues.Find(v => v.FieldId == id);
            if (text.Known() is not { } given)
            {
                patient.FieldValues.RemoveAll(v => v.FieldId == id);
                continue;
            }
            if (known is null)
            {
                known = new PatientFieldValue { PatientId = patient.Id, FieldId = id };
                patient.FieldValues.Add(known);
            }
            known.Value = fields.First(f => f.Id == id).Plain(given)!;
        }
        return before.SetEquals(patient.FieldValues.Select(v => (v.FieldId, v.Value))) ? [] : [OwnFields];
    }
}
