namespace Kindline.Journeys.Toolkit;

/// <summary>Sound files for the phones to play.</summary>
static class Spoken
{
    /// <summary>Text spoken by flite, as an 8 kHz mono WAV made by sox.</summary>
    public static async Task<Sound> TextAsync(string text)
    {
        var folder = Places.NewFolder("speech");
        try
        {
            var (spoken, telephone) = (Path.Combine(folder, "spoken.wav"), Path.Combine(folder, "telephone.wav"));
            await ExternalProgram.RunAsync("flite", "-voice", "slt", "-t", text, "-o", spoken);
            await ExternalProgram.RunAsync("sox", spoken, "-r", "8000", "-c", "1", "-b", "16", telephone);
            return Sound.FromWav(await File.ReadAllBytesAsync(telephone, TestContext.Current.CancellationToken))[0];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An agent who speaks without a longer pause.</summary>
    public static Task<Sound> AgentAsync() => TextAsync(
        "Good morning, this is Dana speaking, how may I help you today? Let me look at the calendar for you. There is an opening on Tuesday at nine.");

    /// <summary>Raw mu-law, the form that SIPp's rtp_stream plays.</summary>
    public static async Task<string> RawFileAsync(this Sound sound, string folder, string name)
    {
        var file = Path.Combine(folder, name + ".ulaw");
        await File.WriteAllBytesAsync(file, [.. sound.Samples.Select(MuLaw.Encode)], TestContext.Current.CancellationToken);
        return file;
    }

    /// <summary>A WAV file, the form that baresip's aufile plays.</summary>
    public static async Task<string> WavFileAsync(this Sound sound, string folder, string name)
    {
        var file = Path.Combine(folder, name + ".wav");
        await File.WriteAllBytesAsync(file, sound.ToWav(), TestContext.Current.CancellationToken);
        return file;
    }
}
