using Kindline.Demo.Town;
using Kindline.Flows;
using Kindline.Tests.Foundation;
using Kindline.Voice.Audio;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Demo;

/// <summary>What a townsperson notices by listening only.</summary>
public sealed class EarTests
{
    private static readonly short[] Silence = new short[8000];

    [Fact]
    public void Music_begins_once_and_ends_once()
    {
        var (signs, from, to) = Hear([.. Silence, .. Sound(MusicOnHold.Source(), 30), .. Silence]);

        signs.Select(s => s.Sign).ShouldBe([Sign.MusicBegan, Sign.MusicEnded]);
        (signs[0].At - from).TotalSeconds.ShouldBe(1, tolerance: 0.15);
        (to - signs[1].At).TotalSeconds.ShouldBe(1, tolerance: 0.15);
    }

    [Fact]
    public void A_tone_is_one_tone() => Hear([.. Silence, .. Sound(Tones.Beep(), 0.4), .. Silence]).Signs.Select(s => s.Sign).ShouldBe([Sign.Tone]);

    [Fact]
    public async Task A_voice_is_no_music_and_gives_a_turn_at_its_end()
    {
        var words = await SpeakAsync("Thank you for calling Bayview Eye, this is James. How can I help you today?");

        Hear([.. Silence, .. words, .. Silence]).Signs.Select(s => s.Sign).ShouldBe([Sign.Turn]);
    }

    [Fact]
    public async Task A_place_in_line_within_the_music_gives_no_turn()
    {
        var place = await SpeakAsync("You are number 2 in line. Please stay on the line. To leave a message instead, press star.");

        var (signs, _, _) = Hear([.. Sound(MusicOnHold.Source(), 5), .. place, .. Sound(MusicOnHold.Source(), 5)]);

        signs.Select(s => s.Sign).ShouldBe([Sign.MusicBegan, Sign.MusicEnded, Sign.MusicBegan]);
    }

    [Fact]
    public async Task The_words_before_a_message_and_its_tone_are_told_apart()
    {
        var words = await SpeakAsync(
            "If this is a medical emergency, hang up and dial 9 1 1. Please leave your name, your number and a short message after the tone. We will call you back.");

        var (signs, _, _) = Hear([.. Sound(MusicOnHold.Source(), 5), .. words, .. Sound(Tones.Beep(), 0.4), .. Silence]);

        signs.Select(s => s.Sign).ShouldBe([Sign.MusicBegan, Sign.MusicEnded, Sign.Tone]);
    }

    private static (List<Heard> Signs, DateTimeOffset From, DateTimeOffset To) Hear(short[] sound)
    {
        var clock = new ManualClock();
        var from = clock.GetUtcNow();
        var ear = new Ear(clock);
        for (var at = 0; at + AudioFrame.Samples <= sound.Length; at += AudioFrame.Samples)
        {
            clock.Advance(TimeSpan.FromMilliseconds(20));
            ear.Write(sound.AsSpan(at, AudioFrame.Samples), []);
        }
        List<Heard> signs = [];
        while (ear.Signs.TryRead(out var heard))
        {
            signs.Add(heard);
        }
        return (signs, from, clock.GetUtcNow());
    }

    private static short[] Sound(IAudioSource source, double seconds)
    {
        var samples = new short[(int)(seconds * AudioFrame.SampleRate)];
        for (var at = 0; at < samples.Length; at += AudioFrame.Samples)
        {
            source.Read(samples.AsSpan(at, AudioFrame.Samples));
        }
        // As a telephone carries it.
        return [.. samples.Select(s => G711.FromMuLaw(G711.ToMuLaw(s)))];
    }

    private static async Task<short[]> SpeakAsync(string text)
    {
        var folder = Directory.CreateTempSubdirectory("kindline-ear-");
        var options = new Kindline.Foundation.KindlineOptions { DataFolder = folder.FullName, KeyFile = "" };
        var audio = await new Speech(options, NullLogger<Speech>.Instance).SpeakAsync(text, TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
        return audio!.Samples.ToArray();
    }
}
