using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Supervision;

/// <summary>The limits of one practice; a field that is absent stays as it is.</summary>
internal sealed record ThresholdsInput(
    int? WrapUpSeconds, int? HoldSeconds, int? CallSeconds, int? MissedOffers, int? LongestWaitSeconds, int? Waiting, int? Percent, bool? ShowsListening);

/// <summary>The floor as those see it who lead it, and from where on it shows flags and alerts.</summary>
internal static class FloorApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var floor = api.MapGroup("/floor").WithTags("Floor");
        floor.MapGet("/", (SignedInUser user, FloorQueries queries, CancellationToken ct) => queries.ReadAsync(user, ct)).Requires(Permission.AgentsRead);
        floor.MapGet("/board", (SignedInUser user, FloorQueries queries, CancellationToken ct) => queries.BoardAsync(user, ct)).Requires(Permission.QueuesRead);
        ChosenAgentApi.Map(floor);
        LeadApi.Map(floor);
        CoachApi.Map(floor);
        AnnouncementsApi.Map(api, floor);
        floor.MapGet("/thresholds", ListThresholdsAsync).Requires(Permission.QueuesRead);
        floor.MapPut("/thresholds/{practice}", SetThresholdsAsync).Produces<FloorThresholds>().Requires(Permission.QueuesEdit);
    }

    private static async Task<Page<FloorThresholds>> ListThresholdsAsync(SignedInUser user, FloorNames names, CancellationToken ct)
    {
        var known = await names.ReadAsync(ct);
        var rows = known.Practices.Keys.Where(p => user.Reaches(Permission.QueuesRead, p)).Select(known.ThresholdsOf).ToList();
        return new Page<FloorThresholds>(rows, rows.Count);
    }

    private static async Task<IResult> SetThresholdsAsync(
        PracticeId practice, ThresholdsInput input, SignedInUser user, DbFactory database, FloorNames names, LiveChanges live, AuditTrail trail,
        CancellationToken ct)
    {
        if (Errors(input) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }
        var known = await names.ReadAsync(ct);
        if (!known.Practices.ContainsKey(practice) || !user.Reaches(Permission.QueuesEdit, practice))
        {
            return Problems.NotFound();
        }
        await using var db = database.Create();
        var row = await db.Set<FloorThresholds>().SingleOrDefaultAsync(t => t.PracticeId == practice, ct);
        if (row is null)
        {
            row = FloorThresholds.Usual(practice);
            db.Add(row);
        }
        Put(row, input);
        await trail.AppendAsync(
            new AuditEntry("floor.thresholds", 'U', user.AsActor()) { ObjectType = "Practice", ObjectId = practice.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        names.Changed();
        live.Changed("floor");
        return Results.Ok(row);
    }

    private static void Put(FloorThresholds row, ThresholdsInput input)
    {
        row.WrapUpSeconds = input.WrapUpSeconds ?? row.WrapUpSeconds;
        row.HoldSeconds = input.HoldSeconds ?? row.HoldSeconds;
        row.CallSeconds = input.CallSeconds ?? row.CallSeconds;
        row.MissedOffers = input.MissedOffers ?? row.MissedOffers;
        row.LongestWaitSeconds = input.LongestWaitSeconds ?? row.LongestWaitSeconds;
        row.Waiting = input.Waiting ?? row.Waiting;
        row.Percent = input.Percent ?? row.Percent;
        row.ShowsListening = input.ShowsListening ?? row.ShowsListening;
    }

    private static Dictionary<string, string[]> Errors(ThresholdsInput input)
    {
        var errors = new FieldErrors();
        Check("wrapUpSeconds", input.WrapUpSeconds, 10, 3600);
        Check("holdSeconds", input.HoldSeconds, 10, 3600);
        Check("callSeconds", input.CallSeconds, 60, 14_400);
        Check("missedOffers", input.MissedOffers, 1, 20);
        Check("longestWaitSeconds", input.LongestWaitSeconds, 5, 3600);
        Check("waiting", input.Waiting, 1, 500);
        Check("percent", input.Percent, 1, 100);
        return errors.ToDictionary();

        void Check(string field, int? value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors.Add(field, $"must be from {least} to {most}");
            }
        }
    }
}
