using Kindline.Audit;
using Kindline.Engine;
using Kindline.Engine.Routing;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Routing;

internal sealed record QueueView(
    QueueId Id, string Name, QueuePractice Practice, int Waiting, double? LongestWaitSeconds, int Ready, int SignedIn, int Busy,
    int ServiceLevelSeconds, int OfferSeconds, int MaxWaiting, bool AutoAnswer, int OwedMinutes, int WrapUpSeconds, bool ShowsBalance);

internal sealed record QueuePractice(PracticeId Id, string Name);

internal sealed record QueueInput(
    int? OfferSeconds, int? MaxWaiting, bool? AutoAnswer, int? ServiceLevelSeconds, int? OwedMinutes, int? WrapUpSeconds, bool? ShowsBalance);

internal sealed record NewQueueInput(string? Practice, string? Name);

/// <summary>Queues as they are now, and their rules.</summary>
internal static class RoutingApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var queues = api.MapGroup("/queues").WithTags("Queues");
        queues.MapGet("/", ListAsync).Produces<Page<QueueView>>().Requires(Permission.QueuesRead);
        queues.MapPost("/", CreateAsync).Produces<QueueView>().Requires(Permission.QueuesEdit);
        queues.MapPut("/{id}", EditAsync).Produces<QueueView>().Requires(Permission.QueuesEdit);
    }

    private static async Task<IResult> CreateAsync(
        NewQueueInput input, SignedInUser user, DbFactory database, FloorHost floor, QueueFigures figures, AuditTrail trail, TimeProvider clock,
        CancellationToken ct)
    {
        await using var db = database.Create();
        var seesAll = user.ScopeOf(Permission.QueuesEdit) == Scope.All;
        var errors = new FieldErrors();
        if (input.Name?.Trim() is not { Length: > 0 and <= 120 } name)
        {
            name = "";
            errors.Add("name", "must have 1 to 120 characters");
        }
        if (!PracticeId.TryParse(input.Practice, out var practice)
            || !await db.Practices.AnyAsync(p => p.Id == practice && (seesAll || user.Practices.Contains(p.Id)), ct))
        {
            errors.Add("practice", "is no practice of yours");
        }
        if (!errors.None)
        {
            return Results.ValidationProblem(errors.ToDictionary());
        }
        var queue = new CallQueue { Id = new QueueId(Guid.CreateVersion7(clock.GetUtcNow())), PracticeId = practice, Name = name };
        db.Add(queue);
        await trail.AppendAsync(new AuditEntry("queue.created", 'C', user.AsActor()) { ObjectType = "Queue", ObjectId = queue.Id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        figures.Changed();
        await floor.SendAsync(new FloorInput.QueueSet(queue.ToSettings()), ct);
        var views = await ReadAsync(user, Permission.QueuesEdit, figures, clock, ct);
        return Results.Ok(views.Single(v => v.Id == queue.Id));
    }

    private static async Task<IResult> ListAsync(SignedInUser user, QueueFigures figures, TimeProvider clock, CancellationToken ct)
    {
        var views = await ReadAsync(user, Permission.QueuesRead, figures, clock, ct);
        return Results.Ok(new Page<QueueView>(views, views.Count));
    }

    private static async Task<IResult> EditAsync(
        QueueId id, QueueInput input, SignedInUser user, DbFactory database, FloorHost floor, QueueFigures figures, AuditTrail trail, TimeProvider clock,
        CancellationToken ct)
    {
        if (Errors(input) is { Count: > 0 } errors)
        {
            return Results.ValidationProblem(errors);
        }
        await using var db = database.Create();
        var seesAll = user.ScopeOf(Permission.QueuesEdit) == Scope.All;
        var queue = await db.Queues.SingleOrDefaultAsync(q => q.Id == id && (seesAll || user.Practices.Contains(q.PracticeId)), ct);
        if (queue is null)
        {
            return Results.NotFound();
        }
        queue.OfferSeconds = input.OfferSeconds ?? queue.OfferSeconds;
        queue.MaxWaiting = input.MaxWaiting ?? queue.MaxWaiting;
        queue.AutoAnswer = input.AutoAnswer ?? queue.AutoAnswer;
        queue.ServiceLevelSeconds = input.ServiceLevelSeconds ?? queue.ServiceLevelSeconds;
        queue.OwedMinutes = input.OwedMinutes ?? queue.OwedMinutes;
        queue.WrapUpSeconds = input.WrapUpSeconds ?? queue.WrapUpSeconds;
        queue.ShowsBalance = input.ShowsBalance ?? queue.ShowsBalance;
        await trail.AppendAsync([new AuditEntry("queue.changed", 'U', user.AsActor()) { ObjectType = "Queue", ObjectId = id.ToString() }], ct);
        await db.SaveChangesAsync(ct);
        figures.Changed();
        await floor.SendAsync(new FloorInput.QueueSet(queue.ToSettings()), ct);
        var views = await ReadAsync(user, Permission.QueuesEdit, figures, clock, ct);
        return Results.Ok(views.Single(v => v.Id == id));
    }

    private static Dictionary<string, string[]> Errors(QueueInput input)
    {
        var errors = new Dictionary<string, string[]>();
        Check("offerSeconds", input.OfferSeconds, 5, 60);
        Check("maxWaiting", input.MaxWaiting, 0, 500);
        Check("serviceLevelSeconds", input.ServiceLevelSeconds, 5, 600);
        Check("owedMinutes", input.OwedMinutes, 5, 10_080);
        Check("wrapUpSeconds", input.WrapUpSeconds, 10, 600);
        return errors;

        void Check(string field, int? value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors[field] = [$"must be from {least} to {most}"];
            }
        }
    }

    private static async Task<List<QueueView>> ReadAsync(SignedInUser user, string permission, QueueFigures figures, TimeProvider clock, CancellationToken ct)
    {
        var seesAll = user.ScopeOf(permission) == Scope.All;
        var now = clock.GetUtcNow();
        return [.. (await figures.ReadAsync(ct)).Where(f => seesAll || user.Practices.Contains(f.Queue.PracticeId)).Select(f => View(f.Queue, f.Practice, f.Now, now))];
    }

    private static QueueView View(CallQueue queue, string practice, QueueSnapshot live, DateTimeOffset now) => new(
        queue.Id, queue.Name, new QueuePractice(queue.PracticeId, practice), live.Waiting,
        live.LongestWaitingSince is { } since ? Math.Round((now - since).TotalSeconds, 1) : null, live.Ready, live.SignedIn, live.Busy,
        queue.ServiceLevelSeconds, queue.OfferSeconds, queue.MaxWaiting, queue.AutoAnswer, queue.OwedMinutes, queue.WrapUpSeconds,
        queue.ShowsBalance);
}
