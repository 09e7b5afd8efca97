using Kindline.Foundation;

namespace Kindline.Practices.Contacts;

/// <summary>An organisation as somebody wants it, with its people; empty texts stand for nothing.</summary>
/// <param name="Practice">Needed for a new one; later it stays.</param>
/// <param name="ChangedAt">As it was read: where it has changed since, nothing is saved.</param>
internal sealed record OrganisationInput(
    string? Practice, OrganisationKind? Kind, string? Name, string? Phone, string? Fax, string? Email, string? Address, string? WebLink, string? PortalLink,
    string? Aliases, string? Note, IReadOnlyList<OrganisationPersonInput>? People, bool? Retired, DateTimeOffset? ChangedAt)
{
    private const int MostPeople = 30;

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (Kind is null)
        {
            errors.Add("kind", "is needed");
        }
        errors.Needed("name", Name, 120);
        errors.Phone("phone", Phone);
        errors.Phone("fax", Fax);
        errors.Mail("email", Email);
        errors.Short("address", Address, 240);
        errors.Short("webLink", WebLink, 400);
        errors.Short("portalLink", PortalLink, 400);
        errors.Short("aliases", Aliases, 400);
        errors.Short("note", Note, 400);
        if (WebLink.Known() is { } web && !Contacts.PortalLink.IsWeb(web))
        {
            errors.Add("webLink", "must be an address of the web, such as https://pharmacy.example");
        }
        if (PortalLink.Known() is { } portal && (Kind is not OrganisationKind.Payer ? "is for payers" : Contacts.PortalLink.WhyNot(portal)) is { } why)
        {
            errors.Add("portalLink", why);
        }
        if (Aliases.Known() is not null && Kind is not OrganisationKind.Payer)
        {
            errors.Add("aliases", "are for payers");
        }
        CheckPeople(errors, People ?? []);
        return errors;
    }

    private static void CheckPeople(FieldErrors errors, IReadOnlyList<OrganisationPersonInput> people)
    {
        if (people.Count > MostPeople)
        {
            errors.Add("people", $"must be {MostPeople} at most");
        }
        for (var n = 0; n < people.Count; n++)
        {
            errors.Needed($"people[{n}].name", people[n].Name, 120);
            errors.Short($"people[{n}].role", people[n].Role, 80);
            errors.Phone($"people[{n}].phone", people[n].Phone);
            errors.Mail($"people[{n}].email", people[n].Email);
        }
    }

    /// <param name="row">With its people.</param>
    public void ApplyTo(Organisation row, DateTimeOffset now)
    {
        (row.Kind, row.Name, row.Phone, row.Fax) = (Kind ?? row.Kind, Name.Known() ?? "", Phone.E164(), Fax.E164());
        (row.Email, row.Address, row.WebLink, row.PortalLink) = (Email.Known(), Address.Known(), WebLink.Known(), PortalLink.Known());
        (row.Aliases, row.Note) = (Aliases.Known(), Note.Known());
        row.RetiredAt = Retired == true ? row.RetiredAt ?? now : null;
        var kept = (People ?? []).Select(p => p.Id).OfType<long>().ToHashSet();
        row.People.RemoveAll(p => !kept.Contains(p.Id));
        foreach (var wanted in People ?? [])
        {
            var person = row.People.Find(p => p.Id == wanted.Id);
            if (person is null)
            {
                person = new OrganisationPerson { OrganisationId = row.Id };
                row.People.Add(person);
            }
            wanted.ApplyTo(person);
        }
    }
}

/// <param name="Id">Null of one who is new.</param>
internal sealed record OrganisationPersonInput(long? Id, string? Name, string? Role, string? Phone, string? Email, bool? Decides)
{
    public void ApplyTo(OrganisationPerson row) =>
        (row.Name, row.Role, row.Phone, row.Email, row.Decides) = (Name.Known() ?? "", Role.Known(), Phone.E164(), Email.Known(), Decides == true);
}

/// <param name="By">Who of ours; whoever writes it down where nobody is named.</param>
internal sealed record MeetingInput(DateOnly? On, string? With, string? By, string? Agreed, string? NextStep, DateOnly? NextOn)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (On is null)
        {
            errors.Add("on", "is needed: the day");
        }
        errors.Needed("with", With, 120);
        errors.Short("by", By, 120);
        errors.Short("agreed", Agreed, 800);
        errors.Short("nextStep", NextStep, 400);
        return errors;
    }

    public void ApplyTo(PartnerMeeting row, string writer)
    {
        (row.On, row.With, row.By) = (On ?? row.On, With.Known() ?? "", By.Known() ?? writer);
        (row.Agreed, row.NextStep, row.NextOn) = (Agreed.Known(), NextStep.Known(), NextOn);
    }
}

/// <param name="Since">Today where it is not said.</param>
internal sealed record IssueInput(string? Text, DateOnly? Since, DateOnly? ClosedOn)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Needed("text", Text, 400);
        if (ClosedOn < Since)
        {
            errors.Add("closedOn", "lies before it began");
        }
        return errors;
    }

    public void ApplyTo(PartnerIssue row, DateOnly today) => (row.Text, row.Since, row.ClosedOn) = (Text.Known() ?? "", Since ?? today, ClosedOn);
}

internal static class MailRule
{
    extension(FieldErrors errors)
    {
        /// <summary>An e-mail address, or nothing.</summary>
        public void Mail(string field, string? text)
        {
            if (text.Known() is { } given && (given.Length > 254 || !given.IsEmail()))
            {
                errors.Add(field, "must be an e-mail address, such as rosa@example.com");
            }
        }
    }
}
