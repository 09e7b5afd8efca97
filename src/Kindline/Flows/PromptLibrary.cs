using System.Collections.Concurrent;
using Kindline.Foundation;
using Kindline.Voice.Audio;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

/// <summary>
/// What callers hear, ready to play. A prompt is its uploaded audio, else its text spoken; kept in memory until it changes, so a
/// call costs no disk and goes on while the database is away.
/// </summary>
public sealed class PromptLibrary(DbFactory database, Speech speech)
{
    private readonly ConcurrentDictionary<(PracticeId, PromptKind), WavAudio> ready = new();
    private readonly ConcurrentDictionary<int, WavAudio> places = new();

    /// <summary>Null where there is neither audio nor anything to speak the text.</summary>
    public async Task<WavAudio?> FindAsync(PracticeId practice, PromptKind kind, CancellationToken ct)
    {
        if (ready.TryGetValue((practice, kind), out var known))
        {
            return known;
        }
        await using var db = database.Create();
        var prompt = await db.Prompts.AsNoTracking().SingleOrDefaultAsync(p => p.PracticeId == practice && p.Kind == kind, ct);
        var audio = prompt?.Wav is { } wav ? WavFile.Parse(wav) as WavAudio : null;
        audio ??= await speech.SpeakAsync(prompt?.Text ?? DefaultPrompts.Text(kind), ct);
        return audio is null ? null : ready.GetOrAdd((practice, kind), audio);
    }

    /// <summary>"You are number two in line." Up to 20 by number, then in words.</summary>
    public async Task<WavAudio?> PlaceAsync(int place, CancellationToken ct)
    {
        var spoken = Math.Clamp(place, 1, 21);
        if (places.TryGetValue(spoken, out var known))
        {
            return known;
        }
        var text = spoken switch
        {
            1 => "You are next in line. Please stay on the line. To leave a message instead, press star.",
            > 20 => "There are more than twenty callers before you. To leave a message instead, press star.",
            _ => $"You are number {spoken} in line. Please stay on the line. To leave a message instead, press star.",
        };
        var audio = await speech.SpeakAsync(text, ct);
        return audio is null ? null : places.GetOrAdd(spoken, audio);
    }

    /// <summary>The next call hears what is stored now.</summary>
    public void Forget(PracticeId practice, PromptKind kind) => ready.TryRemove((practice, kind), out _);

    /// <summary>Speaks everything once, so that the first caller does not wait for it.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        var practices = await db.Set<Practices.Practice>().Select(p => p.Id).ToListAsync(ct);
        foreach (var practice in practices)
        {
            foreach (var kind in Enum.GetValues<PromptKind>())
            {
                await FindAsync(practice, kind, ct);
            }
        }
        for (var place = 1; place <= 10; place++)
        {
            await PlaceAsync(place, ct);
        }
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
