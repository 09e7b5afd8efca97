using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Reporting;
using Kindline.Tests.Interactions;

namespace Kindline.Tests.Reporting;

/// <summary>Makes calls that add up to given figures.</summary>
internal static class SampleWeek
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    /// <summary>Calls spread evenly over days and hours; of each day's calls the last ones repeat the first ones' numbers.</summary>
    public static List<Interaction> Make(BackOffice office, DateOnly first, int days, int received, int handled, int repeats)
    {
        List<Interaction> calls = [];
        for (var day = 0; day < days; day++)
        {
            var count = Share(received, day, days);
            var unique = count - Share(repeats, day, days);
            for (var n = 0; n < count; n++)
            {
                var at = first.AddDays(day).StartIn(Zone).AddHours(8).AddMinutes(n * 2);
                var from = Number(n % unique);
                calls.Add(calls.Count < handled ? office.Call(at, from) : office.Lost(at, from));
            }
        }
        return calls;
    }

    /// <summary>Calls of every kind at any time of the days.</summary>
    public static List<Interaction> Random(BackOffice office, Random random, DateOnly first, int days, int count)
    {
        var start = first.StartIn(Zone);
        var minutes = (int)(first.AddDays(days).StartIn(Zone) - start).TotalMinutes;
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var at = start.AddMinutes(random.Next(minutes));
            var call = random.Next(3) == 0 ? office.Lost(at, Number(random.Next(90)), random.Next(60)) : office.Call(at, Number(random.Next(90)));
            call.Voicemail = call.AnsweredAt is null && random.Next(4) == 0;
            call.Outcome = call.Voicemail ? Outcome.Voicemail : call.Outcome;
            call.QueueSeconds = random.Next(8) == 0 ? null : random.Next(40);
            call.Resolved = random.Next(3) switch { 0 => true, 1 => false, _ => null };
            call.CallerType = (CallerType)random.Next(7);
            call.EndedAt = random.Next(20) == 0 ? null : call.EndedAt;
            return call;
        })];
    }

    /// <summary>The report as the command line reads it, with the reach of everything.</summary>
    public static async Task<InboundReport> ReportAsync(this BackOffice office, string from, string to, ReportBy by) =>
        await office.Get<InboundByHour>().RunAsync(await office.ScopeAsync(from, to), by, TestContext.Current.CancellationToken);

    public static async Task<ReportScope> ScopeAsync(this BackOffice office, string from, string to)
    {
        var errors = new FieldErrors();
        var query = new ReportQuery { From = from, To = to, Practice = office.Practice.ToString() };
        return (await office.Get<ReportScopes>().ReadAsync(query, errors, TestContext.Current.CancellationToken))!;
    }

    /// <summary>A fictional number, a different one for each n below 1,000.</summary>
    private static string Number(int n) => $"+1{200 + (n / 100 * 10) + 2}55501{n % 100:00}";

    private static int Share(int whole, int part, int parts) => (whole * (part + 1) / parts) - (whole * part / parts);
}
