using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices;

/// <summary>The practices that the caller works for, or all for who runs the centre; and their making.</summary>
internal static class PracticesApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var practices = api.MapGroup("/practices").WithTags("Practices");
        practices.MapGet("/", ListAsync).Requires(Permission.PracticesRead);
        practices.MapPost("/", (PracticeInput input, SignedInUser user, EditPractice edit, TimeProvider clock, CancellationToken ct) =>
            SaveAsync(null, input, user, edit, clock, ct)).Produces<PracticeRow>().Requires(Permission.SettingsEdit);
        practices.MapPut("/{id}", (PracticeId id, PracticeInput input, SignedInUser user, EditPractice edit, TimeProvider clock, CancellationToken ct) =>
            SaveAsync(id, input, user, edit, clock, ct)).Produces<PracticeRow>().Requires(Permission.PracticesEdit);
    }

    private static async Task<IResult> SaveAsync(
        PracticeId? id, PracticeInput input, SignedInUser user, EditPractice edit, TimeProvider clock, CancellationToken ct) =>
        await edit.RunAsync(id, input, user, ct) switch
        {
            EditPracticeOutcome.Saved { Practice: var p } => Results.Ok(Row(p, clock.GetUtcNow())),
            EditPracticeOutcome.Invalid invalid => Results.ValidationProblem(invalid.Errors.ToDictionary()),
            _ => Results.NotFound(),
        };

    private static async Task<Page<PracticeRow>> ListAsync(SignedInUser user, DbFactory databases, TimeProvider clock, CancellationToken ct)
    {
        await using var db = databases.Create();
        var seen = user.ScopeOf(Permission.PracticesRead) is Scope.All ? db.Practices : db.Practices.Where(p => user.Practices.Contains(p.Id));
        var practices = await seen.AsNoTracking().Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().OrderBy(p => p.Name).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new Page<PracticeRow>(practices.ConvertAll(p => Row(p, now)), practices.Count);
    }

    private static PracticeRow Row(Practice practice, DateTimeOffset now) => new(
        practice.Id, practice.Name, practice.Specialty, practice.TimeZone, practice.IsOpenAt(now),
        HoursInput.Of(practice.Hours));

    internal sealed record PracticeRow(
        PracticeId Id, string Name, string Specialty, string TimeZone, bool Open, IReadOnlyList<HoursInput> Hours);
}
