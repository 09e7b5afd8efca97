using System.Linq.Expressions;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Voice.Audio;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>How a version stands now.</summary>
internal enum PromptState
{
    InForce,
    Scheduled,

    /// <summary>Its time is over.</summary>
    Over,

    Withdrawn,

    /// <summary>Another version goes before it.</summary>
    Replaced,
}

/// <summary>One version. Without a number it is what a new practice's callers hear until somebody writes better words.</summary>
/// <param name="Line">The line whose own words these are; null for those of all lines.</param>
/// <param name="Source">What an uploaded file was before it was converted to 8 kHz mono.</param>
internal sealed record PromptVersionView(
    int? Version, string? Line, string Text, bool HasAudio, double? Seconds, string? Source, DateTimeOffset? ChangedAt, Named<Guid>? ChangedBy,
    DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, DateTimeOffset? WithdrawnAt, int? RestoredFrom, PromptState State);

/// <summary>What will be heard next, and from when.</summary>
internal sealed record PromptNextView(DateTimeOffset At, PromptVersionView Version);

/// <summary>What callers hear at one place of the flow, on one line or on all of a practice.</summary>
/// <param name="Line">E.164; null for all lines without words of their own.</param>
/// <param name="Scheduled">Those that wait for their time or end by themselves, as far as this line hears them.</param>
/// <param name="Versions">How many there are in the history of this line, or of all lines.</param>
internal sealed record PromptView(
    PracticeId PracticeId, string Practice, string TimeZone, string? Line, PromptKind Kind, PromptVersionView InForce, PromptNextView? Next,
    IReadOnlyList<PromptVersionView> Scheduled, int Versions);

/// <summary>A line that may have words of its own.</summary>
internal sealed record PromptLine(string Number, string Purpose);

/// <summary>The prompts of one practice, and the lines to choose from.</summary>
internal sealed record PromptList(IReadOnlyList<PromptView> Items, int Total, IReadOnlyList<PromptLine> Lines);

/// <summary>What the pages show of prompts.</summary>
internal sealed class PromptQueries(DbFactory databases, Speech speech, TimeProvider clock)
{
    /// <summary>Null where the practice is none of the person's.</summary>
    public async Task<PromptList?> ListAsync(PracticeId id, string line, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await PracticeAsync(db, id, user, ct) is not { } practice)
        {
            return null;
        }
        var lines = await db.Set<Numbers.Number>().AsNoTracking().Where(n => n.PracticeId == id).OrderBy(n => n.E164)
            .Select(n => new PromptLine(n.E164, n.Purpose)).ToListAsync(ct);
        var versions = await db.Prompts.Where(p => p.PracticeId == id).Facts().ToListAsync(ct);
        var people = await PeopleAsync(db, versions, ct);
        var views = Enum.GetValues<PromptKind>().Select(kind => View(practice, kind, line, versions.FindAll(v => v.Kind == kind), people)).ToList();
        return new PromptList(views, views.Count, lines);
    }

    public async Task<PromptView?> OneAsync(PromptTarget target, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await PracticeAsync(db, target.Practice, user, ct) is not { } practice)
        {
            return null;
        }
        var versions = await db.Prompts.Where(p => p.PracticeId == target.Practice && p.Kind == target.Kind).Facts().ToListAsync(ct);
        return View(practice, target.Kind, target.Line, versions, await PeopleAsync(db, versions, ct));
    }

    /// <summary>The history of one line or of all lines, newest first.</summary>
    public async Task<Page<PromptVersionView>?> VersionsAsync(PromptTarget target, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await PracticeAsync(db, target.Practice, user, ct) is null)
        {
            return null;
        }
        var all = await db.Prompts.Where(p => p.PracticeId == target.Practice && p.Kind == target.Kind).Facts().ToListAsync(ct);
        var people = await PeopleAsync(db, all, ct);
        var current = PromptChoice.At(all, target.Line, clock.GetUtcNow()).FirstOrDefault();
        var own = all.Where(v => v.Line == target.Line).OrderByDescending(v => v.Version).Select(v => View(v, current, people)).ToList();
        return new Page<PromptVersionView>(own, own.Count);
    }

    /// <summary>A version as callers hear it; null where there is none, or nothing to speak it.</summary>
    public async Task<WavAudio?> SoundAsync(PromptTarget target, int version, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await PracticeAsync(db, target.Practice, user, ct) is null)
        {
            return null;
        }
        var found = await db.Prompts.AsNoTracking()
            .SingleOrDefaultAsync(p => p.PracticeId == target.Practice && p.Kind == target.Kind && p.Line == target.Line && p.Version == version, ct);
        return (found?.Wav is { } wav ? WavFile.Parse(wav) as WavAudio : null) ?? await speech.SpeakAsync(found?.Text ?? "", ct);
    }

    /// <summary>The practices over which a permission reaches.</summary>
    internal static Expression<Func<Practice, bool>> SeenBy(SignedInUser user, string permission)
    {
        var seesAll = user.ScopeOf(permission) == Scope.All;
        return p => seesAll || user.Practices.Contains(p.Id);
    }

    private static Task<Practice?> PracticeAsync(Db db, PracticeId id, SignedInUser user, CancellationToken ct) =>
        db.Practices.AsNoTracking().Where(SeenBy(user, Permission.PromptsRead)).SingleOrDefaultAsync(p => p.Id == id, ct);

    private static async Task<Dictionary<Guid, string>> PeopleAsync(Db db, List<PromptFacts> versions, CancellationToken ct)
    {
        var ids = versions.Select(v => v.ChangedBy).OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
    }

    private PromptView View(Practice practice, PromptKind kind, string line, List<PromptFacts> versions, Dictionary<Guid, string> people)
    {
        var now = clock.GetUtcNow();
        var current = PromptChoice.At(versions, line, now).FirstOrDefault();
        var next = PromptChoice.Next(versions, line, now);
        var scheduled = versions.Where(v => v.IsHeardOn(line) && !v.IsOverAt(now) && (v.EndsAt is not null || v.BeginsAt > now)).OrderBy(v => v.BeginsAt);
        return new PromptView(
            practice.Id, practice.Name, practice.TimeZone, line.Length > 0 ? line : null, kind, ViewOrDefault(kind, current, current, people),
            next is { } change ? new PromptNextView(change.At, ViewOrDefault(kind, change.Version, current, people)) : null,
            [.. scheduled.Select(v => View(v, current, people))], versions.Count(v => v.Line == line));
    }

    private PromptVersionView ViewOrDefault(PromptKind kind, PromptFacts? version, PromptFacts? current, Dictionary<Guid, string> people) => version is null
        ? new PromptVersionView(null, null, DefaultPrompts.Text(kind), false, null, null, null, null, null, null, null, null, current is null ? PromptState.InForce : PromptState.Scheduled)
        : View(version, current, people);

    private PromptVersionView View(PromptFacts v, PromptFacts? current, Dictionary<Guid, string> people) => new(
        v.Version, v.Line.Length > 0 ? v.Line : null, v.Text, v.HasWav, v.Seconds, v.Source, v.ChangedAt,
        v.ChangedBy is { } person ? new Named<Guid>(person, people.GetValueOrDefault(person, "")) : null,
        v.StartsAt, v.EndsAt, v.WithdrawnAt, v.RestoredFrom, StateOf(v, current, clock.GetUtcNow()));

    private static PromptState StateOf(PromptFacts version, PromptFacts? current, DateTimeOffset now) =>
        version.WithdrawnAt is not null ? PromptState.Withdrawn
        : version == current ? PromptState.InForce
        : version.EndsAt <= now ? PromptState.Over
        : version.BeginsAt > now ? PromptState.Scheduled
        : PromptState.Replaced;
}
