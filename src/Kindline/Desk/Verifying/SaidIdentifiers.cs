using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Search;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Desk;

/// <summary>Compares what was said with the record. All of it is compared whatever comes of the parts: how long it takes says nothing of which was wrong.</summary>
internal sealed class SaidIdentifiers(DbFactory databases, AgeOfMajority majority, TimeProvider clock)
{
    /// <summary>What whoever speaks has earned; null where something does not match, or a relative is not on record.</summary>
    public async Task<CallerRights?> CompareAsync(PatientId patient, VerifyInput input, VerificationRule rule, CancellationToken ct)
    {
        await using var db = databases.Create();
        var person = await db.Patients.AsNoTracking().Include(p => p.Phones).Include(p => p.Proxies).AsSplitQuery().SingleAsync(p => p.Id == patient, ct);
        var zone = await db.Practices.Where(p => p.Id == person.PracticeId).Select(p => p.TimeZone).SingleAsync(ct);
        var today = clock.GetUtcNow().DayIn(zone);
        var same = (person.BornOn is not null & person.BornOn == input.BornOn) & (input.Other is null || Has(person, input.Other));
        var rights = rule.Speaker switch
        {
            CallerType.Relative => RightsOf(person, input.SpeakerName ?? "", today),
            CallerType.Patient => rule.Rights | CallerRights.Confide,
            _ => rule.Rights,
        };
        return same ? rights : null;
    }

    private static bool Has(Patient person, OtherIdentifier said) => said.Kind switch
    {
        "mrn" => string.Equals(person.Mrn, said.Value?.Trim(), StringComparison.OrdinalIgnoreCase),
        // Callers say five digits; nine may stand in the record.
        "zip" => person.Zip is { Length: >= 5 } zip && said.Value?.Trim() is { Length: >= 5 } spoken && zip[..5] == spoken[..5],
        _ => PhoneNumber.TryParse(said.Value, out var number) && person.Phones.Exists(p => p.Number == number.Value),
    };

    /// <summary>Of the proxies of that name who are not past their end: whatever any of them may. Null where there is none.</summary>
    private CallerRights? RightsOf(Patient person, string name, DateOnly today)
    {
        DateOnly? comesOfAge = person.BornOn is { } born ? born.AddYears(majority.In(person.State, today)) : null;
        var said = NameText.Words(name).ToHashSet();
        var meant = person.Proxies.FindAll(p => said.SetEquals(NameText.Words(p.Name)) && !(p.LastOn(comesOfAge) < today));
        return meant.Count == 0 ? null : meant.Aggregate(CallerRights.None, (all, proxy) => all | RightsOf(proxy));
    }

    private static CallerRights RightsOf(PatientProxy proxy)
    {
        var rights = (proxy.MayHear ? CallerRights.Hear : 0) | (proxy.MayBook ? CallerRights.Book : 0) | (proxy.MayBill ? CallerRights.Bill : 0);
        // A personal representative stands in the patient's place (45 CFR 164.502(g)); others are told, and change nothing.
        var represents = proxy.Relationship is Relationship.Parent or Relationship.Guardian or Relationship.PowerOfAttorney;
        return represents && proxy is { MayHear: true, MayBook: true } ? rights | CallerRights.Change : rights;
    }
}
