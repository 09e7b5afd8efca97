namespace Kindline.Voice.Recording;

/// <summary>How a recording ended: <see cref="RecordingFinished"/> or <see cref="RecordingFailed"/>.</summary>
public abstract record RecordingOutcome;

/// <summary>The file is complete and closed.</summary>
/// <param name="Sha256">Of the whole file, for the audit trail.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Duration">What was recorded.</param>
public sealed record RecordingFinished(ReadOnlyMemory<byte> Sha256, long Bytes, TimeSpan Duration) : RecordingOutcome;

/// <summary>The recording stopped while the call went on; the whole seconds written before can be read.</summary>
/// <param name="Failure">What the disk said; null where the disk was too slow and audio piled up.</param>
public sealed record RecordingFailed(Exception? Failure) : RecordingOutcome;
