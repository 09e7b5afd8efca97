namespace Kindline.Voice.Audio;

/// <summary>What reading a WAV gave: <see cref="WavAudio"/> or <see cref="WavError"/>.</summary>
public abstract record WavResult;

/// <summary>The audio of a file as the exchange plays it.</summary>
/// <param name="Samples">8 kHz mono 16-bit samples.</param>
/// <param name="Format">How the file had it before it was converted.</param>
public sealed record WavAudio(ReadOnlyMemory<short> Samples, WavFormat Format) : WavResult
{
    // -60 dBFS: below it nobody on a telephone hears anything.
    private const int Audible = 33;

    /// <summary>How long it plays.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds((double)Samples.Length / AudioFrame.SampleRate);

    /// <summary>Whether no sample rises above -60 dBFS.</summary>
    public bool IsSilent => !Samples.Span.ContainsAnyExceptInRange((short)-Audible, (short)Audible);
}

/// <summary>Why a file is no WAV that can be played.</summary>
/// <param name="Offset">The byte at which reading failed.</param>
/// <param name="Reason">For a person, without data of the file.</param>
public sealed record WavError(long Offset, string Reason) : WavResult;
