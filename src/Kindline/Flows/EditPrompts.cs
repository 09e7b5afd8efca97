using System.Globalization;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Numbers;
using Kindline.Practices;
using Kindline.Voice.Audio;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>Which words, for whom and when.</summary>
/// <param name="Line">E.164 of a line with words of its own; empty for all lines.</param>
/// <param name="Confirmed">Whether the person was asked about words that get lost, and goes on.</param>
internal sealed record PromptTarget(PracticeId Practice, PromptKind Kind, string Line, string? From, string? To, bool Confirmed);

/// <summary>What came of an edit.</summary>
internal abstract record PromptEdit
{
    public sealed record Saved(int Version) : PromptEdit;

    public sealed record Invalid(FieldErrors Errors) : PromptEdit;

    public sealed record Refused(string Why) : PromptEdit;

    public sealed record NotFound : PromptEdit;
}

/// <summary>Adds versions, goes back to earlier ones and withdraws those that wait; the next call hears it.</summary>
internal sealed class EditPrompts(DbFactory databases, PromptLibrary library, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    private const int LongestText = 2000;

    // An announcement of nothing would let a call be recorded that nobody was told of.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public Task<PromptEdit> SaveTextAsync(PromptTarget target, string? text, SignedInUser user, CancellationToken ct) =>
        text?.Trim() is { Length: > 0 and <= LongestText } words
            ? AddAsync(target, new PromptVersion { Text = words }, words, "prompt.changed", user, ct)
            : Task.FromResult<PromptEdit>(Invalid("text", $"must have 1 to {LongestText} characters"));

    /// <param name="file">A WAV file as it was uploaded.</param>
    public Task<PromptEdit> SaveSoundAsync(PromptTarget target, byte[] file, SignedInUser user, CancellationToken ct) => WavFile.Parse(file) switch
    {
        WavError error => Task.FromResult<PromptEdit>(Invalid("file", $"cannot be played. At byte {error.Offset}: {error.Reason}.")),
        WavAudio audio when audio.Duration < Shortest => Task.FromResult<PromptEdit>(Invalid("file", $"plays {Seconds(audio)} s; a prompt is at least half a second long.")),
        WavAudio audio when audio.Duration > Longest => Task.FromResult<PromptEdit>(Invalid("file", $"plays {Seconds(audio)} s; a prompt is at most three minutes long.")),
        WavAudio { IsSilent: true } => Task.FromResult<PromptEdit>(Invalid("file", "holds only silence.")),
        WavAudio audio => AddAsync(target, Sound(audio), text: null, "prompt.changed", user, ct),
        var other => throw new InvalidOperationException($"A file is sound or an error, not {other}."),
    };

    /// <summary>A new version with the words or the sound of an earlier one.</summary>
    public async Task<PromptEdit> RestoreAsync(PromptTarget target, int version, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var earlier = await Of(db, target).SingleOrDefaultAsync(p => p.Version == version, ct);
        return earlier is null
            ? new PromptEdit.NotFound()
            : await AddAsync(
                target,
                new PromptVersion { Text = earlier.Text, Wav = earlier.Wav, Source = earlier.Source, Seconds = earlier.Seconds, RestoredFrom = version },
                earlier.Wav is null ? earlier.Text : null, "prompt.restored", user, ct);
    }

    /// <summary>Takes back a version that waits for its time, or ends one before its end.</summary>
    public async Task<PromptEdit> WithdrawAsync(PromptTarget target, int version, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var now = clock.GetUtcNow();
        var found = await MayEditAsync(db, target, user, ct) ? await Of(db, target).Where(p => p.Version == version).Facts().SingleOrDefaultAsync(ct) : null;
        if (found is null)
        {
            return new PromptEdit.NotFound();
        }
        if (found.IsOverAt(now) || (found.EndsAt is null && found.BeginsAt <= now))
        {
            return new PromptEdit.Refused("Only a version that waits, or one that ends by itself, can be withdrawn. Restore another version instead.");
        }
        return await WithdrawAsync(target, Of(db, target).Where(p => p.Version == version), version, now, user, ct);
    }

    /// <summary>The line hears again what all lines of the practice hear.</summary>
    public async Task<PromptEdit> InheritAsync(PromptTarget target, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (!await MayEditAsync(db, target, user, ct))
        {
            return new PromptEdit.NotFound();
        }
        if (target.Line.Length == 0)
        {
            return Invalid("line", "must be a number of this practice");
        }
        if (!await Of(db, target).AnyAsync(ct))
        {
            return new PromptEdit.NotFound();
        }
        return await WithdrawAsync(target, Of(db, target).Where(p => p.WithdrawnAt == null), 0, clock.GetUtcNow(), user, ct);
    }

    private static IQueryable<PromptVersion> Of(Db db, PromptTarget target) =>
        db.Prompts.AsNoTracking().Where(p => p.PracticeId == target.Practice && p.Kind == target.Kind && p.Line == target.Line);

    private static PromptVersion Sound(WavAudio audio)
    {
        using var wav = new MemoryStream();
        WavFile.Write(wav, audio.Samples.Span);
        return new PromptVersion { Wav = wav.ToArray(), Source = audio.Format.ToString(), Seconds = Math.Round(audio.Duration.TotalSeconds, 1) };
    }

    private async Task<PromptEdit> AddAsync(PromptTarget target, PromptVersion added, string? text, string code, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var practice = await db.Practices.AsNoTracking().Where(PromptQueries.SeenBy(user, Permission.PromptsEdit)).SingleOrDefaultAsync(p => p.Id == target.Practice, ct);
        if (practice is null)
        {
            return new PromptEdit.NotFound();
        }
        var (errors, now) = (new FieldErrors(), clock.GetUtcNow());
        var schedule = PromptSchedule.Read(target.From, target.To, TimeZoneInfo.FindSystemTimeZoneById(practice.TimeZone), now, errors);
        if (target.Line.Length > 0 && !await db.Numbers.AnyAsync(n => n.E164 == target.Line && n.PracticeId == target.Practice, ct))
        {
            errors.Add("line", "must be a number of this practice");
        }
        if (errors.None && !target.Confirmed && PromptSafety.Ask(target.Kind, await InForceAsync(db, target, now, ct), text) is { } why)
        {
            errors.Add("confirm", why);
        }
        if (!errors.None)
        {
            return new PromptEdit.Invalid(errors);
        }
        added.PracticeId = target.Practice;
        added.Kind = target.Kind;
        added.Line = target.Line;
        added.Version = (await Of(db, target).MaxAsync(p => (int?)p.Version, ct) ?? 0) + 1;
        (added.ChangedAt, added.ChangedBy, added.StartsAt, added.EndsAt) = (now, user.Id, schedule.StartsAt, schedule.EndsAt);
        db.Add(added);
        string[] fields = [added.Wav is null ? "text" : "audio", .. added.StartsAt is null && added.EndsAt is null ? Array.Empty<string>() : ["schedule"]];
        await AuditAsync(code, 'C', target, added.Version, fields, user, ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Two saved at once, and the key kept one of them; any other failure is the database's own.
            if (!await Of(db, target).AnyAsync(p => p.Version == added.Version, ct))
            {
                throw;
            }
            return new PromptEdit.Refused("Somebody else has just saved this prompt. Look at it, then save again.");
        }
        await HeardAsync(target, ct);
        return new PromptEdit.Saved(added.Version);
    }

    private static async Task<string> InForceAsync(Db db, PromptTarget target, DateTimeOffset now, CancellationToken ct)
    {
        var versions = await db.Prompts.Where(p => p.PracticeId == target.Practice && p.Kind == target.Kind).Facts().ToListAsync(ct);
        return PromptChoice.At(versions, target.Line, now).FirstOrDefault() is { } current
            ? current.Text
            : DefaultPrompts.Text(target.Kind);
    }

    private async Task<PromptEdit> WithdrawAsync(
        PromptTarget target, IQueryable<PromptVersion> which, int version, DateTimeOffset? now, SignedInUser user, CancellationToken ct)
    {
        await AuditAsync("prompt.withdrawn", 'U', target, version, ["withdrawn"], user, ct);
        await which.ExecuteUpdateAsync(set => set.SetProperty(p => p.WithdrawnAt, now), ct);
        await HeardAsync(target, ct);
        return new PromptEdit.Saved(version);
    }

    private static Task<bool> MayEditAsync(Db db, PromptTarget target, SignedInUser user, CancellationToken ct) =>
        db.Practices.Where(PromptQueries.SeenBy(user, Permission.PromptsEdit)).AnyAsync(p => p.Id == target.Practice, ct);

    private async Task HeardAsync(PromptTarget target, CancellationToken ct)
    {
        library.Forget(target.Practice);
        live.Changed("prompts");
        await library.PrepareAsync(target.Practice, ct);
    }

    private Task AuditAsync(string code, char action, PromptTarget target, int version, IReadOnlyList<string> fields, SignedInUser user, CancellationToken ct) =>
        trail.AppendAsync(
            new AuditEntry(code, action, user.AsActor())
            {
                ObjectType = "Prompt",
                ObjectId = string.Create(CultureInfo.InvariantCulture, $"{target.Practice}/{target.Kind}/{(target.Line.Length > 0 ? target.Line : "all")}/{version}"),
                Fields = fields,
                Reason = target.Confirmed ? "confirmed that words get lost" : null,
            },
            ct);

    private static string Seconds(WavAudio audio) => audio.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static PromptEdit.Invalid Invalid(string field, string why)
    {
        var errors = new FieldErrors();
        errors.Add(field, why);
        return new PromptEdit.Invalid(errors);
    }
}
