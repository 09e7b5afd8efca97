using System.Text.Json;
using Kindline.Foundation;
using Kindline.Interactions;

namespace Kindline.Reporting;

/// <summary>
/// <c>kindline report inbound-by-hour [--from DAY] [--to DAY] [--practice ID] [--by day|hour|dayHour] [--format csv|json | --json]</c>:
/// the same figures as the screen, for scripts. It shows sums only, no patient's data, and may run beside the server.
/// </summary>
internal static class ReportVerb
{
    private const int Failed = 1;
    private const int WrongUse = 2;

    private const string Usage =
        "usage: kindline report inbound-by-hour [--from 2026-03-01] [--to 2026-03-31] [--practice ID] [--by day|hour|dayHour] [--format csv|json]";

    private static readonly string[] Options = ["--from", "--to", "--practice", "--queue", "--by", "--format"];

    /// <summary>The arguments after "report"; 0 when all of the report was written.</summary>
    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, KindlineOptions.FromEnvironment(Environment.GetEnvironmentVariable), TimeProvider.System, Console.Out, Console.Error, default);

    internal static async Task<int> RunAsync(
        string[] args, KindlineOptions options, TimeProvider clock, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (Read(args) is not { } given)
        {
            await error.WriteLineAsync(Usage);
            return WrongUse;
        }
        // Opening a SQLite file that is not there would make one.
        if (options.Postgres is null && !File.Exists(Path.Combine(options.DataFolder, "kindline.db")))
        {
            await error.WriteLineAsync("kindline report: there is no centre in the data folder (KINDLINE_DATA)");
            return Failed;
        }
        return await ReportAsync(given, DbFactory.For(options), clock, output, error, ct);
    }

    private static async Task<int> ReportAsync(
        Dictionary<string, string> given, DbFactory databases, TimeProvider clock, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var query = new ReportQuery
        {
            From = given.GetValueOrDefault("--from"),
            To = given.GetValueOrDefault("--to"),
            Practice = given.GetValueOrDefault("--practice"),
            Queue = given.GetValueOrDefault("--queue"),
        };
        var by = InteractionQuery.Name<ReportBy>(given.GetValueOrDefault("--by"), "by", errors) ?? ReportBy.DayHour;
        if (given.GetValueOrDefault("--format", "csv") is not ("csv" or "json"))
        {
            errors.Add("format", "must be csv or json");
        }
        var scope = await new ReportScopes(databases, clock).ReadAsync(query, errors, ct);
        if (!errors.None || scope is null)
        {
            foreach (var (field, messages) in errors.ToDictionary())
            {
                await error.WriteLineAsync($"kindline report: {field} {string.Join("; ", messages)}");
            }
            await error.WriteLineAsync(errors.None ? "kindline report: there is no such practice" : Usage);
            return WrongUse;
        }
        var report = await new InboundByHour(new InboundCalls(databases)).RunAsync(scope, by, ct);
        if (given.GetValueOrDefault("--format", "csv") == "json")
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, WireJson.Options));
        }
        else
        {
            await ReportCsv.WriteAsync(report, output, ct);
        }
        await output.FlushAsync(ct);
        return 0;
    }

    /// <summary>The options by name, or null where the words make no sense.</summary>
    private static Dictionary<string, string>? Read(string[] args)
    {
        var given = new Dictionary<string, string>();
        if (args is not [InboundByHour.Name, .. var rest])
        {
            return null;
        }
        for (var n = 0; n < rest.Length; n++)
        {
            if (rest[n] == "--json")
            {
                given["--format"] = "json";
            }
            else if (Options.Contains(rest[n]) && n + 1 < rest.Length)
            {
                given[rest[n]] = rest[++n];
            }
            else
            {
                return null;
            }
        }
        return given;
    }
}
