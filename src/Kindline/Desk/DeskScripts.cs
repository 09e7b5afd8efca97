using System.Globalization;
using Kindline.Appointments;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Scripts;

namespace Kindline.Desk;

/// <summary>Fills in what the practice wants said on a call, with what the desk may show of the person just now and nothing else.</summary>
internal static class DeskScripts
{
    private static readonly CultureInfo Spoken = CultureInfo.GetCultureInfo("en-US");

    /// <summary>One indexed look-up; null where the practice has no script for the call.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="row">The call.</param>
    /// <param name="practice">Its name.</param>
    /// <param name="card">Of whom it is about, as far as the caller has earned it; null where nobody is verified.</param>
    /// <param name="user">Who speaks for the practice.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<string?> ReadAsync(Db db, Interaction row, string practice, PersonCard? card, SignedInUser user, CancellationToken ct) =>
        await db.ScriptForAsync(row.PracticeId, row.QueueId, row.Direction, ct) is { } script ? ScriptText.Fill(script.Text, FactsOf(row, practice, card, user)) : null;

    private static ScriptFacts FactsOf(Interaction row, string practice, PersonCard? card, SignedInUser user)
    {
        var name = card?.Name.Split(' ', 2) ?? [];
        var usual = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [ScriptText.Agent] = user.Name.Split(' ')[0],
            [ScriptText.Practice] = practice,
            [ScriptText.Line] = row.Line,
            [ScriptText.FirstName] = card?.Record?.FirstName ?? name.FirstOrDefault(),
            [ScriptText.LastName] = card?.Record?.LastName ?? name.ElementAtOrDefault(1),
            [ScriptText.NextVisit] = Said(card?.NextAppointment, card),
            [ScriptText.LastVisit] = Said(card?.LastVisit, card),
            [ScriptText.Plan] = card?.Plan,
        };
        return new ScriptFacts(usual, card?.Record?.Fields.ToDictionary(f => f.Id, Said) ?? []);
    }

    /// <summary>"Tuesday, December 1 at 9:30 AM with Dr. Osei", by the practice's own clock; of a confidential one nothing.</summary>
    private static string? Said(VisitView? visit, PersonCard? card) => visit?.Provider is null || card is null ? null
        : string.Create(Spoken, $"{TimeZoneInfo.ConvertTime(visit.At, TimeZoneInfo.FindSystemTimeZoneById(card.TimeZone)):dddd, MMMM d 'at' h:mm tt} with {visit.Provider}");

    private static string? Said(FieldView field) => field.Kind is FieldKind.Date && DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", out var day)
        ? day.ToString("MMMM d, yyyy", Spoken)
        : field.Value;
}
