using System.ComponentModel;
using System.Diagnostics;
using Kindline.Voice.Audio;

namespace Kindline.Benchmarks.Loss;

/// <summary>Real speech, made as it is needed: sentences by the voices of flite (Debian package flite), as G.711 carries them.</summary>
internal static class SpokenText
{
    /// <summary>Two women's and three men's voices.</summary>
    public static readonly string[] Voices = ["slt", "rms", "awb", "kal", "kal16"];

    private static readonly string[] Sentences =
    [
        "Good morning, you have reached the family practice on Main Street. How may I help you today?",
        "I would like to move my appointment with the doctor from Tuesday morning to some time next week.",
        "Please hold the line while I look at the calendar. Wednesday at a quarter past nine is still free.",
        "My mother needs her prescription filled again, and the pharmacy says that nobody has answered them.",
        "Could you spell your last name for me, please, and tell me when you were born?",
        "The quick brown fox jumps over the lazy dog, and six big devils from Japan quickly forgot how to waltz.",
        "We owe you a new referral; the nurse will ring you before five o'clock this afternoon.",
        "Who was that again? I am sorry, the connection is not very good, there is a train going by.",
    ];

    /// <summary>So many seconds at least of all the sentences by one voice, or null where flite is not installed.</summary>
    public static async Task<short[]?> SayAsync(string voice, int seconds, CancellationToken ct)
    {
        var said = new List<short>();
        for (var n = 0; said.Count < seconds * AudioFrame.SampleRate; n++)
        {
            if (await SayAsync(voice, Sentences[n % Sentences.Length], ct) is not { } sentence)
            {
                return null;
            }
            said.AddRange(sentence);
        }
        var bytes = new byte[said.Count];
        G711.Encode(Voice.Sdp.AudioCodec.Pcmu, said.ToArray(), bytes);
        var samples = new short[bytes.Length];
        G711.Decode(Voice.Sdp.AudioCodec.Pcmu, bytes, samples);
        return samples;
    }

    private static async Task<IReadOnlyList<short>?> SayAsync(string voice, string text, CancellationToken ct)
    {
        var file = Path.Combine(Path.GetTempPath(), $"kindline-{Path.GetRandomFileName()}.wav");
        try
        {
            using var speaking = Process.Start(new ProcessStartInfo("flite", ["-voice", voice, "-t", text, "-o", file]));
            await (speaking?.WaitForExitAsync(ct) ?? Task.CompletedTask);
            return speaking?.ExitCode == 0 && WavFile.Read(file) is WavAudio { Samples: var samples } ? [.. samples.Span] : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
