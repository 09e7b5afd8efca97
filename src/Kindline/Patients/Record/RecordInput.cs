using Kindline.Foundation;

namespace Kindline.Patients;

/// <summary>
/// A patient's record as somebody wants it from now on: all of it, not only what changes. Empty texts stand for nothing known.
/// </summary>
/// <param name="Version">Of the record that was read; another one by now is refused.</param>
/// <param name="Vip">Left out, it stays as it is.</param>
internal sealed record RecordInput(
    int? Version, string? FirstName, string? LastName, DateOnly? BornOn, string? Mrn, string? Language, string? Email, string? Street, string? City, string? State, string? Zip,
    IReadOnlyList<RecordPhoneInput>? Phones, PatientStatus? Status, bool? DoNotCall, WishesInput? Wishes, string? Payer, string? Plan, string? MemberId,
    string? ReferredBy, OrganisationId? ReferredById, string? Source, PortalState? Portal, string? Remarks, IReadOnlyList<ProxyInput>? Proxies, IReadOnlyList<FieldInput>? Fields,
    string? GroupNumber = null, PolicyHolder? PolicyHolder = null, DateOnly? CoveredFrom = null, DateOnly? CoveredUntil = null, IReadOnlyList<CoverageInput>? Coverages = null,
    bool? Vip = null)
{
    private const int MostPhones = 12;
    private const int MostProxies = 20;

    /// <summary>What is wrong, by field: "phones[1].number".</summary>
    public FieldErrors Check(IReadOnlyList<PatientField> fields, DateOnly today)
    {
        var errors = new FieldErrors();
        if (FirstName.Known() is null && LastName.Known() is null)
        {
            errors.Add("firstName", "is needed, or a last name");
        }
        errors.Short("firstName", FirstName, 80);
        errors.Short("lastName", LastName, 80);
        errors.Short("mrn", Mrn, 40);
        errors.Short("street", Street, 120);
        errors.Short("city", City, 80);
        errors.Short("zip", Zip, 10);
        errors.Short("payer", Payer, 120);
        errors.Short("plan", Plan, 120);
        errors.Short("memberId", MemberId, 40);
        errors.Short("groupNumber", GroupNumber, 40);
        if (CoveredUntil < CoveredFrom)
        {
            errors.Add("coveredUntil", "lies before it begins");
        }
        CoverageInput.Check(Coverages ?? [], errors);
        errors.Short("referredBy", ReferredBy, 120);
        errors.Short("source", Source, 80);
        errors.Short("wishes.note", Wishes?.Note, 200);
        if (Remarks is { Length: > 2000 })
        {
            errors.Add("remarks", "must have 2000 characters at most");
        }
        errors.Born("bornOn", BornOn, today);
        CheckForms(errors);
        CheckPhones(errors);
        CheckProxies(errors);
        CheckFields(errors, fields);
        return errors;
    }

    private void CheckForms(FieldErrors errors)
    {
        if (Version is null)
        {
            errors.Add("version", "is needed: that of the record as it was read");
        }
        if (Email.Known() is { } email && (email.Length > 254 || !email.IsEmail()))
        {
            errors.Add("email", "must be an e-mail address, such as rosa@example.com");
        }
        if (State.Known() is { } state && !UsState.IsCode(state))
        {
            errors.Add("state", "must be a state's two letters, such as TX");
        }
        if (Language is not { Length: 2 } || !Language.All(char.IsAsciiLetterLower))
        {
            errors.Add("language", "must be a language's two letters, such as es");
        }
    }

    private void CheckPhones(FieldErrors errors)
    {
        var phones = Phones ?? [];
        if (phones.Count > MostPhones)
        {
            errors.Add("phones", $"must be {MostPhones} at most");
        }
        for (var n = 0; n < phones.Count; n++)
        {
            if (!PhoneNumber.TryParse(phones[n].Number, out var number))
            {
                errors.Add($"phones[{n}].number", "must be a telephone number, such as +15125550123");
            }
            else if (phones.Take(n).Any(p => PhoneNumber.TryParse(p.Number, out var other) && other == number))
            {
                errors.Add($"phones[{n}].number", "stands here twice");
            }
        }
    }

    private void CheckProxies(FieldErrors errors)
    {
        var proxies = Proxies ?? [];
        if (proxies.Count > MostProxies)
        {
            errors.Add("proxies", $"must be {MostProxies} at most");
        }
        for (var n = 0; n < proxies.Count; n++)
        {
            errors.Needed($"proxies[{n}].name", proxies[n].Name, 120);
            errors.Short($"proxies[{n}].note", proxies[n].Note, 300);
            errors.Phone($"proxies[{n}].phone", proxies[n].Phone);
            if (proxies[n].Relationship is null)
            {
                errors.Add($"proxies[{n}].relationship", "is needed");
            }
        }
    }

    private void CheckFields(FieldErrors errors, IReadOnlyList<PatientField> known)
    {
        var given = Fields ?? [];
        for (var n = 0; n < given.Count; n++)
        {
            var field = known.FirstOrDefault(f => f.Id == given[n].Id);
            if (field is null || given.Take(n).Any(f => f.Id == field.Id))
            {
                errors.Add($"fields[{n}].id", "is no field of this practice, or stands here twice");
            }
            else if (given[n].Value.Known() is { } value && field.Plain(value) is null)
            {
                errors.Add($"fields[{n}].value", field.Expects());
            }
        }
    }
}

internal sealed record RecordPhoneInput(string? Number, LineType? Type, bool? Work);

internal sealed record WishesInput(bool? NeverAtWork, bool? NoVoicemail, bool? NoTexts, bool? NoEmail, bool? NoMail, string? Note);

/// <param name="Id">Null of one that is new.</param>
internal sealed record ProxyInput(
    long? Id, string? Name, Relationship? Relationship, string? Phone, bool? MayBook, bool? MayHear, bool? MayBill, bool? EndsAtMajority, DateOnly? EndsOn, string? Note)
{
    public void ApplyTo(PatientProxy proxy)
    {
        (proxy.Name, proxy.Relationship, proxy.Phone) = (Name.Known() ?? "", Relationship ?? Patients.Relationship.Other, Phone.E164());
        (proxy.MayBook, proxy.MayHear, proxy.MayBill) = (MayBook == true, MayHear == true, MayBill == true);
        (proxy.EndsAtMajority, proxy.EndsOn, proxy.Note) = (EndsAtMajority == true, EndsOn, Note.Known());
    }
}

internal sealed record FieldInput(PatientFieldId Id, string? Value);
