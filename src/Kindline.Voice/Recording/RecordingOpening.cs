namespace Kindline.Voice.Recording;

/// <summary>What opening a recording gave: <see cref="RecordingOpened"/> or <see cref="RecordingUnreadable"/>.</summary>
public abstract record RecordingOpening;

/// <summary>It can be listened to.</summary>
/// <param name="Reader">The stream, to be disposed by the caller.</param>
public sealed record RecordingOpened(RecordingReader Reader) : RecordingOpening;

/// <summary>Nothing of it can be read.</summary>
public sealed record RecordingUnreadable(UnreadableReason Reason) : RecordingOpening;

/// <summary>Why a recording cannot be opened.</summary>
public enum UnreadableReason
{
    /// <summary>The file is too short or does not begin as a recording does.</summary>
    NotARecording,

    /// <summary>The header is whole, but was not sealed with this key.</summary>
    WrongKeyOrAlteredHeader,
}

/// <summary>
/// Whether a recording is as it was written: <see cref="RecordingComplete"/>, <see cref="RecordingTruncated"/> or
/// <see cref="RecordingTampered"/>.
/// </summary>
public abstract record RecordingIntegrity;

/// <summary>All seconds are there, to the last.</summary>
public sealed record RecordingComplete : RecordingIntegrity;

/// <summary>The end is missing, as after a crash.</summary>
/// <param name="WholeSeconds">The seconds that can be read.</param>
public sealed record RecordingTruncated(long WholeSeconds) : RecordingIntegrity;

/// <summary>A second is not what was written.</summary>
/// <param name="Second">The first such, from 0.</param>
public sealed record RecordingTampered(long Second) : RecordingIntegrity;

/// <summary>Reading came to a second that is not what was written.</summary>
public sealed class RecordingTamperedException(long second) : IOException($"Second {second} of the recording is not what was written.")
{
    /// <summary>Counted from 0.</summary>
    public long Second { get; } = second;
}
