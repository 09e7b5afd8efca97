using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Numbers;

internal sealed record NumberInput(string? Practice, string? Purpose, string? Queue, bool? ShownOutbound, string? Whisper);

internal sealed record NumberView(string E164, PracticeId Practice, string Purpose, QueueId Queue, bool ShownOutbound, string? Whisper);

/// <summary>The DID map: which practice and queue each number of ours leads to; the next call goes by it.</summary>
internal static class NumbersApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var numbers = api.MapGroup("/numbers").WithTags("Numbers");
        numbers.MapGet("/", ListAsync).Requires(Permission.SettingsRead);
        numbers.MapPut("/{e164}", SaveAsync).Produces<NumberView>().Requires(Permission.SettingsEdit);
        numbers.MapDelete("/{e164}", RemoveAsync).Requires(Permission.SettingsEdit);
    }

    private static async Task<IResult> ListAsync(SignedInUser user, DbFactory database, CancellationToken ct)
    {
        await using var db = database.Create();
        var seesAll = user.ScopeOf(Permission.SettingsRead) == Scope.All;
        var rows = await db.Numbers.AsNoTracking().Where(n => seesAll || user.Practices.Contains(n.PracticeId)).OrderBy(n => n.E164).ToListAsync(ct);
        return Results.Ok(new { items = rows.Select(View), total = rows.Count });
    }

    private static async Task<IResult> SaveAsync(
        string e164, NumberInput input, SignedInUser user, DbFactory database, DidMap map, IQueueOwners queues, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        var errors = new FieldErrors();
        if (!PhoneNumber.TryParse(e164, out var number))
        {
            errors.Add("e164", "must be a telephone number, such as +15125550100");
        }
        if (!PracticeId.TryParse(input.Practice, out var practice) || !await db.Practices.AnyAsync(p => p.Id == practice, ct))
        {
            errors.Add("practice", "is no practice of this centre");
        }
        if (!QueueId.TryParse(input.Queue, out var queue) || await queues.PracticeOfAsync(queue, ct) != practice)
        {
            errors.Add("queue", "is no queue of this practice");
        }
        if (input.Purpose?.Trim() is not { Length: > 0 and <= 120 } purpose)
        {
            purpose = "";
            errors.Add("purpose", "must have 1 to 120 characters, as agents say it: Appointments");
        }
        if (input.Whisper is { Length: > 60 })
        {
            errors.Add("whisper", "must have 60 characters at most: it is spoken in a second or so");
        }
        if (!errors.None)
        {
            return Results.ValidationProblem(errors.ToDictionary());
        }
        var row = await db.Numbers.SingleOrDefaultAsync(n => n.E164 == number.Value, ct);
        if (row is null)
        {
            row = new Number { E164 = number.Value };
            db.Add(row);
        }
        (row.PracticeId, row.QueueId, row.Purpose, row.ShownOutbound) = (practice, queue, purpose, input.ShownOutbound ?? row.ShownOutbound);
        row.Whisper = input.Whisper?.Trim() ?? row.Whisper;
        await trail.AppendAsync(new AuditEntry("number.changed", 'U', user.AsActor()) { ObjectType = "Number", ObjectId = row.E164 }, ct);
        await db.SaveChangesAsync(ct);
        await map.LoadAsync(ct);
        return Results.Ok(View(row));
    }

    private static async Task<IResult> RemoveAsync(string e164, SignedInUser user, DbFactory database, DidMap map, AuditTrail trail, CancellationToken ct)
    {
        await using var db = database.Create();
        if (!await db.Numbers.AnyAsync(n => n.E164 == e164, ct))
        {
            return Results.NotFound();
        }
        await trail.AppendAsync(new AuditEntry("number.removed", 'D', user.AsActor()) { ObjectType = "Number", ObjectId = e164 }, ct);
        await db.Numbers.Where(n => n.E164 == e164).ExecuteDeleteAsync(ct);
        await map.LoadAsync(ct);
        return Results.NoContent();
    }

    private static NumberView View(Number row) => new(row.E164, row.PracticeId, row.Purpose, row.QueueId, row.ShownOutbound, row.Whisper);
}
