using Kindline.Audit;
using Kindline.Compliance;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows.Outside;

/// <summary>The limits of the centre; a field that is absent stays as it is.</summary>
internal sealed record OutsideLimitsInput(
    string? Allowed, string? Denied, int? CallsPerUser, int? CallsOfCentre, int? MinutesPerUser, int? MinutesOfCentre,
    string? Rates, int? DollarsPerUser, int? DollarsOfCentre);

internal sealed record OutsideLimitsView(
    string Allowed, string Denied, int CallsPerUser, int CallsOfCentre, int MinutesPerUser, int MinutesOfCentre,
    string Rates, int DollarsPerUser, int DollarsOfCentre);

/// <summary>Where calls to the outside may go, how many and how long.</summary>
internal static class OutsideLimitsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var limits = api.MapGroup("/outside-limits").WithTags("Calls");
        limits.MapGet("/", (OutsideDoor door) => View(door.Limits)).Requires(Permission.SettingsRead);
        limits.MapPut("/", SetAsync).Produces<OutsideLimitsView>().Requires(Permission.SettingsEdit);
    }

    private static async Task<IResult> SetAsync(
        OutsideLimitsInput input, SignedInUser user, OutsideDoor door, DbFactory database, AuditTrail trail, CancellationToken ct)
    {
        if (Errors(input) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }
        await using var db = database.Create();
        var row = await db.Set<OutsideLimits>().SingleOrDefaultAsync(ct);
        var next = row ?? new OutsideLimits { Allowed = door.Limits.Allowed, Denied = door.Limits.Denied };
        if (row is null)
        {
            db.Add(next);
        }
        Put(next, input);
        await trail.AppendAsync(
            new AuditEntry("outsideLimits.changed", 'U', user.AsActor()) { ObjectType = "OutsideLimits", Fields = Changed(input) }, ct);
        await db.SaveChangesAsync(ct);
        door.Set(next);
        return Results.Ok(View(next));
    }

    private static void Put(OutsideLimits row, OutsideLimitsInput input)
    {
        row.Allowed = input.Allowed?.Trim() ?? row.Allowed;
        row.Denied = input.Denied?.Trim() ?? row.Denied;
        row.CallsPerUser = input.CallsPerUser ?? row.CallsPerUser;
        row.CallsOfCentre = input.CallsOfCentre ?? row.CallsOfCentre;
        row.MinutesPerUser = input.MinutesPerUser ?? row.MinutesPerUser;
        row.MinutesOfCentre = input.MinutesOfCentre ?? row.MinutesOfCentre;
        row.Rates = input.Rates?.Trim() ?? row.Rates;
        row.DollarsPerUser = input.DollarsPerUser ?? row.DollarsPerUser;
        row.DollarsOfCentre = input.DollarsOfCentre ?? row.DollarsOfCentre;
    }

    private static List<string> Changed(OutsideLimitsInput input)
    {
        (string Name, object? Value)[] all =
        [
            ("allowed", input.Allowed), ("denied", input.Denied), ("callsPerUser", input.CallsPerUser), ("callsOfCentre", input.CallsOfCentre),
            ("minutesPerUser", input.MinutesPerUser), ("minutesOfCentre", input.MinutesOfCentre), ("rates", input.Rates),
            ("dollarsPerUser", input.DollarsPerUser), ("dollarsOfCentre", input.DollarsOfCentre),
        ];
        return [.. all.Where(f => f.Value is not null).Select(f => f.Name)];
    }

    private static Dictionary<string, string[]> Errors(OutsideLimitsInput input)
    {
        var errors = new FieldErrors();
        CheckList("allowed", input.Allowed);
        CheckList("denied", input.Denied);
        Check("callsPerUser", input.CallsPerUser, 50);
        Check("callsOfCentre", input.CallsOfCentre, 10_000);
        Check("minutesPerUser", input.MinutesPerUser, 3_000);
        Check("minutesOfCentre", input.MinutesOfCentre, 600_000);
        Check("dollarsPerUser", input.DollarsPerUser, 100_000);
        Check("dollarsOfCentre", input.DollarsOfCentre, 1_000_000);
        CheckRates();
        return errors.ToDictionary();

        void CheckRates()
        {
            if (input.Rates?.Length > OutsideLimits.LongestList)
            {
                errors.Add("rates", $"must have {OutsideLimits.LongestList} characters at most");
            }
            else if (input.Rates is { } text && CallRates.Parse(text, out _) is { } wrong)
            {
                errors.Add("rates", $"\"{wrong}\" is no rate, such as +1=1.5 for 1.5 cents a minute");
            }
        }

        void CheckList(string field, string? text)
        {
            if (text?.Length > OutsideLimits.LongestList)
            {
                errors.Add(field, $"must have {OutsideLimits.LongestList} characters at most");
            }
            else if (text is not null && DialPattern.Parse(text, out _) is { } wrong)
            {
                errors.Add(field, $"\"{wrong}\" is no beginning of a number, such as +1 or +1xxx976");
            }
        }

        void Check(string field, int? value, int most)
        {
            if (value < 0 || value > most)
            {
                errors.Add(field, $"must be from 0 to {most}");
            }
        }
    }

    private static OutsideLimitsView View(OutsideLimits row) =>
        new(row.Allowed, row.Denied, row.CallsPerUser, row.CallsOfCentre, row.MinutesPerUser, row.MinutesOfCentre,
            row.Rates, row.DollarsPerUser, row.DollarsOfCentre);
}
