using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>A version without its sound: all that is needed to choose among many.</summary>
internal sealed record PromptFacts(
    PracticeId Practice, PromptKind Kind, string Line, int Version, string Text, bool HasWav, double? Seconds, string? Source,
    DateTimeOffset ChangedAt, Guid? ChangedBy, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, DateTimeOffset? WithdrawnAt, int? RestoredFrom)
{
    /// <summary>The instant from which it may be heard.</summary>
    public DateTimeOffset BeginsAt => StartsAt > ChangedAt ? StartsAt.Value : ChangedAt;

    public bool IsOverAt(DateTimeOffset at) => WithdrawnAt <= at || EndsAt <= at;

    public bool IsHeardOn(string line) => Line.Length == 0 || Line == line;
}

/// <summary>
/// Which version is in force. What ends by itself (a storm, a holiday) goes before what lasts; of those the line's own before the
/// practice's; of those the one that began last. A practice's storm greeting is so heard on every line, and is gone by itself.
/// </summary>
internal static class PromptChoice
{
    /// <summary>Those in force at an instant, in the order in which they are tried: the next one stands in for one without sound.</summary>
    /// <param name="versions">Versions of one practice and kind.</param>
    /// <param name="line">E.164 of the line; empty for a line without words of its own.</param>
    public static IEnumerable<PromptFacts> At(IEnumerable<PromptFacts> versions, string line, DateTimeOffset at) => versions
        .Where(v => v.IsHeardOn(line) && v.BeginsAt <= at && !v.IsOverAt(at))
        .OrderByDescending(v => v.EndsAt is not null)
        .ThenByDescending(v => v.Line.Length > 0)
        .ThenByDescending(v => v.BeginsAt)
        .ThenByDescending(v => v.Version);

    /// <summary>When another one will be in force, and which; null where nothing is planned, a null version for the words of a new practice.</summary>
    public static (DateTimeOffset At, PromptFacts? Version)? Next(IReadOnlyCollection<PromptFacts> versions, string line, DateTimeOffset now)
    {
        var current = At(versions, line, now).FirstOrDefault();
        var changes = versions.SelectMany(v => new[] { v.BeginsAt, v.EndsAt ?? v.BeginsAt }).Where(at => at > now).Distinct().Order();
        foreach (var at in changes)
        {
            var then = At(versions, line, at).FirstOrDefault();
            if (then != current)
            {
                return (at, then);
            }
        }
        return null;
    }
}

internal static class PromptFactsQuery
{
    /// <summary>The versions without their sound, which may be megabytes.</summary>
    public static IQueryable<PromptFacts> Facts(this IQueryable<PromptVersion> versions) => versions.AsNoTracking().Select(p => new PromptFacts(
        p.PracticeId, p.Kind, p.Line, p.Version, p.Text, p.Wav != null, p.Seconds, p.Source, p.ChangedAt, p.ChangedBy, p.StartsAt, p.EndsAt,
        p.WithdrawnAt, p.RestoredFrom));
}
