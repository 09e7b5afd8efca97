using System.Collections.Concurrent;
using Kindline.Foundation;
using Kindline.Voice.Audio;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>
/// What callers hear, ready to play: of the versions in force the first that has sound, be it audio or spoken text. Versions and
/// sound are kept in memory until they change, so a call costs no disk and goes on while the database is away.
/// </summary>
public sealed class PromptLibrary(DbFactory database, Speech speech, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<PracticeId, IReadOnlyList<PromptFacts>> known = [];
    private readonly ConcurrentDictionary<(PracticeId Practice, PromptKind, string Line, int Version), WavAudio> ready = new();
    private readonly ConcurrentDictionary<string, WavAudio> spoken = new();
    private int changes;

    /// <summary>Null where there is neither audio nor anything to speak the text.</summary>
    /// <param name="line">E.164 of the dialled line, or of the one that an outbound call shows.</param>
    public async Task<WavAudio?> FindAsync(PracticeId practice, string line, PromptKind kind, CancellationToken ct)
    {
        var versions = (await VersionsAsync(practice, ct)).Where(v => v.Kind == kind);
        foreach (var version in PromptChoice.At(versions, line, clock.GetUtcNow()))
        {
            if (await SoundAsync(version, ct) is { } audio)
            {
                return audio;
            }
        }
        return await SpokenAsync(DefaultPrompts.Text(kind), ct);
    }

    /// <summary>"You are number two in line." Up to 20 by number, then in words.</summary>
    public Task<WavAudio?> PlaceAsync(int place, CancellationToken ct) => SpokenAsync(
        Math.Clamp(place, 1, 21) switch
        {
            1 => "You are next in line. Please stay on the line. To leave a message instead, press star.",
            > 20 => "There are more than twenty callers before you. To leave a message instead, press star.",
            var number => $"You are number {number} in line. Please stay on the line. To leave a message instead, press star.",
        },
        ct);

    /// <summary>The next call hears what is stored now.</summary>
    public void Forget(PracticeId practice)
    {
        lock (gate)
        {
            changes++;
            known.Remove(practice);
        }
        foreach (var key in ready.Keys.Where(k => k.Practice == practice))
        {
            ready.TryRemove(key, out _);
        }
    }

    /// <summary>Speaks everything once, so that the first caller does not wait for it.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        foreach (var practice in await db.Set<Practices.Practice>().Select(p => p.Id).ToListAsync(ct))
        {
            await PrepareAsync(practice, ct);
        }
        foreach (var kind in Enum.GetValues<PromptKind>())
        {
            await SpokenAsync(DefaultPrompts.Text(kind), ct);
        }
        for (var place = 1; place <= 10; place++)
        {
            await PlaceAsync(place, ct);
        }
    }

    /// <summary>The same for what one practice's callers hear now or later.</summary>
    public async Task PrepareAsync(PracticeId practice, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var version in (await VersionsAsync(practice, ct)).Where(v => !v.IsOverAt(now)))
        {
            await SoundAsync(version, ct);
        }
    }

    private async Task<IReadOnlyList<PromptFacts>> VersionsAsync(PracticeId practice, CancellationToken ct)
    {
        int before;
        lock (gate)
        {
            if (known.TryGetValue(practice, out var versions))
            {
                return versions;
            }
            before = changes;
        }
        await using var db = database.Create();
        var read = await db.Prompts.Where(p => p.PracticeId == practice).Facts().ToListAsync(ct);
        lock (gate)
        {
            // What was read before an edit must not outlive it.
            if (before == changes)
            {
                known[practice] = read;
            }
        }
        return read;
    }

    private async Task<WavAudio?> SoundAsync(PromptFacts version, CancellationToken ct)
    {
        var key = (version.Practice, version.Kind, version.Line, version.Version);
        if (ready.TryGetValue(key, out var kept))
        {
            return kept;
        }
        var audio = version.HasWav ? await UploadedAsync(version, ct) : null;
        audio ??= await speech.SpeakAsync(version.Text, ct);
        return audio is null ? null : ready.GetOrAdd(key, audio);
    }

    private async Task<WavAudio?> UploadedAsync(PromptFacts version, CancellationToken ct)
    {
        await using var db = database.Create();
        var wav = await db.Prompts.AsNoTracking()
            .Where(p => p.PracticeId == version.Practice && p.Kind == version.Kind && p.Line == version.Line && p.Version == version.Version)
            .Select(p => p.Wav).SingleOrDefaultAsync(ct);
        return WavFile.Parse(wav) as WavAudio;
    }

    private async Task<WavAudio?> SpokenAsync(string text, CancellationToken ct)
    {
        if (spoken.TryGetValue(text, out var kept))
        {
            return kept;
        }
        var audio = await speech.SpeakAsync(text, ct);
        return audio is null ? null : spoken.GetOrAdd(text, audio);
    }
}

/// <summary>What a practice's callers hear until somebody writes better words.</summary>
internal static class DefaultPrompts
{
    public static string Text(PromptKind kind) => kind switch
    {
        PromptKind.Emergency => "If this is a medical emergency, hang up and dial 9 1 1.",
        PromptKind.Recorded => "This call is recorded.",
        PromptKind.Greeting => "Thank you for calling. Someone will be with you shortly.",
        PromptKind.Closed => "Our office is closed now.",
        PromptKind.Voicemail =>
            "If this is a medical emergency, hang up and dial 9 1 1. Please leave your name, your number and a short message after the tone. We will call you back.",
        PromptKind.RecordedOutbound => "This call is recorded.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
