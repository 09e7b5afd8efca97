using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices.Contacts;

/// <param name="Provider">Null for all.</param>
/// <param name="Location">Null for all.</param>
internal sealed record AcceptanceInput(ProviderId? Provider, LocationId? Location, Acceptance? Answer, string? Plans, DateOnly? FromOn, DateOnly? UntilOn)
{
    /// <param name="at">Where it stands: "acceptances[2]".</param>
    public void Check(string at, FieldErrors errors)
    {
        if (Answer is null)
        {
            errors.Add($"{at}.answer", "is needed");
        }
        errors.Short($"{at}.plans", Plans, 200);
        if (Plans.Known() is null && Answer is Acceptance.SomePlans)
        {
            errors.Add($"{at}.plans", "are needed, where it is only some");
        }
        if (UntilOn < FromOn)
        {
            errors.Add($"{at}.untilOn", "lies before it begins");
        }
    }

    /// <summary>Whether both speak of the same and some day is in both.</summary>
    public bool Contradicts(AcceptanceInput other) =>
        (Provider, Location) == (other.Provider, other.Location) && !(UntilOn < other.FromOn) && !(other.UntilOn < FromOn);
}

/// <summary>Says by whom a payer is accepted, all of it at once; of two answers for the same day none would be one, so it is refused.</summary>
internal sealed class AcceptPayer(DbFactory databases, AuditTrail trail, LiveChanges live)
{
    private const int Most = 200;

    public async Task<ContactEdit> RunAsync(OrganisationId payer, IReadOnlyList<AcceptanceInput> wanted, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.Organisations.Seen(user, Permission.PracticesEdit).Include(o => o.Acceptances)
            .SingleOrDefaultAsync(o => o.Id == payer && o.Kind == OrganisationKind.Payer, ct) is not { } row)
        {
            return new ContactEdit.NotFound();
        }
        var providers = await db.Providers.Where(p => p.PracticeId == row.PracticeId).Select(p => p.Id).ToListAsync(ct);
        var locations = await db.Locations.Where(l => l.PracticeId == row.PracticeId).Select(l => l.Id).ToListAsync(ct);
        var errors = Check(wanted, providers, locations);
        if (!errors.None)
        {
            return new ContactEdit.Invalid(errors);
        }
        row.Acceptances.Clear();
        row.Acceptances.AddRange(wanted.Select(w => new PayerAcceptance
        {
            OrganisationId = payer,
            ProviderId = w.Provider,
            LocationId = w.Location,
            Answer = w.Answer ?? default,
            Plans = w.Answer is Acceptance.SomePlans ? w.Plans.Known() : null,
            FromOn = w.FromOn,
            UntilOn = w.UntilOn,
        }));
        await trail.AppendAsync(new AuditEntry("contact.acceptances", 'U', user.AsActor()) { ObjectType = "Organisation", ObjectId = payer.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        live.Changed("contacts");
        return new ContactEdit.Done(payer);
    }

    private static FieldErrors Check(IReadOnlyList<AcceptanceInput> wanted, IReadOnlyCollection<ProviderId> providers, IReadOnlyCollection<LocationId> locations)
    {
        var errors = new FieldErrors();
        if (wanted.Count > Most)
        {
            errors.Add("acceptances", $"must be {Most} at most");
        }
        for (var n = 0; n < wanted.Count; n++)
        {
            wanted[n].Check($"acceptances[{n}]", errors);
            if (wanted[n].Provider is { } provider && !providers.Contains(provider))
            {
                errors.Add($"acceptances[{n}].provider", "is no provider of this practice");
            }
            if (wanted[n].Location is { } location && !locations.Contains(location))
            {
                errors.Add($"acceptances[{n}].location", "is no location of this practice");
            }
            if (wanted.Take(n).Any(wanted[n].Contradicts))
            {
                errors.Add($"acceptances[{n}].fromOn", "is answered twice for a day");
            }
        }
        return errors;
    }
}
