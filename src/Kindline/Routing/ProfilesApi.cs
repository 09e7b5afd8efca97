using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Routing;

internal sealed record ProfileInput(string? Practice, string? Name, IReadOnlyList<ProfileQueueInput>? Queues);

internal sealed record ProfileQueueInput(string? Queue, int? Level);

internal sealed record ProfileRow(ProfileId Id, PracticeId Practice, string Name, IReadOnlyList<ProfileRowQueue> Queues);

internal sealed record ProfileRowQueue(QueueId Queue, int Level);

/// <summary>Is told when queues or profiles change, so that the floor learns of it at once; Agents implements it.</summary>
public interface IProfileListener
{
    Task ChangedAsync(CancellationToken ct);
}

/// <summary>Routing profiles: which queues their agents serve, at which level (R56).</summary>
internal static class ProfilesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var profiles = api.MapGroup("/profiles").WithTags("Queues");
        profiles.MapGet("/", ListAsync).Produces<Page<ProfileRow>>().Requires(Permission.QueuesRead);
        profiles.MapPost("/", (ProfileInput input, SignedInUser user, DbFactory database, IProfileListener listener, AuditTrail trail, TimeProvider clock, CancellationToken ct) =>
            SaveAsync(null, input, user, database, listener, trail, clock, ct)).Produces<ProfileRow>().Requires(Permission.QueuesEdit);
        profiles.MapPut("/{id}", (ProfileId id, ProfileInput input, SignedInUser user, DbFactory database, IProfileListener listener, AuditTrail trail, TimeProvider clock, CancellationToken ct) =>
            SaveAsync(id, input, user, database, listener, trail, clock, ct)).Produces<ProfileRow>().Requires(Permission.QueuesEdit);
    }

    private static async Task<IResult> ListAsync(SignedInUser user, DbFactory database, CancellationToken ct)
    {
        await using var db = database.Create();
        var seesAll = user.ScopeOf(Permission.QueuesRead) == Scope.All;
        var rows = await db.RoutingProfiles.AsNoTracking().Include(p => p.Queues)
            .Where(p => seesAll || user.Practices.Contains(p.PracticeId)).OrderBy(p => p.Name).ToListAsync(ct);
        return Results.Ok(new Page<ProfileRow>(rows.ConvertAll(View), rows.Count));
    }

    private static async Task<IResult> SaveAsync(
        ProfileId? id, ProfileInput input, SignedInUser user, DbFactory database, IProfileListener listener, AuditTrail trail, TimeProvider clock, CancellationToken ct)
    {
        await using var db = database.Create();
        var seesAll = user.ScopeOf(Permission.QueuesEdit) == Scope.All;
        var profile = id is { } known
            ? await db.RoutingProfiles.Include(p => p.Queues).SingleOrDefaultAsync(p => p.Id == known && (seesAll || user.Practices.Contains(p.PracticeId)), ct)
            : new Profile { Id = new ProfileId(Guid.CreateVersion7(clock.GetUtcNow())) };
        if (profile is null)
        {
            return Results.NotFound();
        }
        var errors = new FieldErrors();
        if (id is null)
        {
            if (!PracticeId.TryParse(input.Practice, out var practice)
                || !await db.Practices.AnyAsync(p => p.Id == practice && (seesAll || user.Practices.Contains(p.Id)), ct))
            {
                errors.Add("practice", "is no practice of yours");
            }
            profile.PracticeId = practice;
            db.Add(profile);
        }
        profile.Name = input.Name?.Trim() ?? profile.Name;
        if (profile.Name.Length is 0 or > 120)
        {
            errors.Add("name", "must have 1 to 120 characters");
        }
        await PutQueuesAsync(db, profile, input.Queues, errors, ct);
        if (!errors.None)
        {
            return Results.ValidationProblem(errors.ToDictionary());
        }
        await trail.AppendAsync(new AuditEntry("profile.changed", 'U', user.AsActor()) { ObjectType = "Profile", ObjectId = profile.Id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        await listener.ChangedAsync(ct);
        return Results.Ok(View(profile));
    }

    private static async Task PutQueuesAsync(Db db, Profile profile, IReadOnlyList<ProfileQueueInput>? wanted, FieldErrors errors, CancellationToken ct)
    {
        if (wanted is null)
        {
            return;
        }
        var known = await db.Queues.Where(q => q.PracticeId == profile.PracticeId).Select(q => q.Id).ToListAsync(ct);
        profile.Queues.Clear();
        for (var n = 0; n < wanted.Count; n++)
        {
            if (!QueueId.TryParse(wanted[n].Queue, out var queue) || !known.Contains(queue) || profile.Queues.Any(q => q.QueueId == queue))
            {
                errors.Add($"queues[{n}].queue", "is no queue of the profile's practice, or stands twice");
                continue;
            }
            profile.Queues.Add(new ProfileEntry { QueueId = queue, Level = Math.Clamp(wanted[n].Level ?? 1, 1, 9) });
        }
    }

    private static ProfileRow View(Profile profile) => new(
        profile.Id, profile.PracticeId, profile.Name, [.. profile.Queues.OrderBy(q => q.Level).Select(q => new ProfileRowQueue(q.QueueId, q.Level))]);
}
