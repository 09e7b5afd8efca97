namespace Kindline.Voice.Recording;

/// <summary>Takes the audio of a conference, frame by frame, on the media thread: it must neither block nor throw.</summary>
public interface IRecordingSink
{
    /// <summary>
    /// One frame of 20 ms, 160 samples a side at 8 kHz.
    /// </summary>
    /// <param name="left">The outside party.</param>
    /// <param name="right">Whoever speaks on our side.</param>
    void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right);
}
