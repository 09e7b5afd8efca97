using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients;

/// <summary>What a patient's record says against calling them, in words that the agent reads; null where nothing does.</summary>
internal static class ContactRules
{
    public const string Deceased = "This person was reported to have died: nobody calls.";
    public const string DoNotCall = "This person asked not to be called.";
    public const string NeverAtWork = "This person asked never to be called at work: choose another number.";

    public static string? WhyNotCall(this Patient patient) =>
        patient.Status is PatientStatus.Deceased ? Deceased : patient.DoNotCallSince is not null ? DoNotCall : null;

    public static string? WhyNotCall(this Patient patient, PatientPhone phone) =>
        patient.WhyNotCall() ?? (phone.IsWork && patient.NeverAtWork ? NeverAtWork : null);

    /// <summary>
    /// Of a number that is dialled by hand. Where a person is named it is they who count; else all of the practice who have the number:
    /// one of a family who may be called is enough. Nothing stands against a number that nobody has. One indexed look-up.
    /// </summary>
    public static async Task<string?> WhyNotCallAsync(Db db, PracticeId practice, PatientId? patient, string number, CancellationToken ct)
    {
        var people = await db.Patients.AsNoTracking().Include(p => p.Phones)
            .Where(p => p.PracticeId == practice && (patient == null ? p.Phones.Any(n => n.Number == number) : p.Id == patient)).ToListAsync(ct);
        var verdicts = people.ConvertAll(p => p.Phones.Find(n => n.Number == number) is { } phone ? p.WhyNotCall(phone) : p.WhyNotCall());
        return verdicts.Count > 0 && verdicts.TrueForAll(why => why is not null) ? verdicts[0] : null;
    }
}
