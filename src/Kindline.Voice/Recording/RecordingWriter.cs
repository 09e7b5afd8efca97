using System.Security.Cryptography;
using System.Threading.Channels;
using Kindline.Voice.Audio;

namespace Kindline.Voice.Recording;

/// <summary>
/// Writes a recording: two channels of G.711 mu-law (16 kB/s), each second encrypted and handed to the operating system as soon as
/// it is full, so that a crash loses one second at most. <see cref="Write"/> only copies; encrypting and writing happen on the
/// thread pool. Where the disk is full, gone or more than ten seconds behind, recording stops and <see cref="Completion"/>
/// says so, and the call is not disturbed.
/// </summary>
public sealed class RecordingWriter : IRecordingSink, IAsyncDisposable
{
    private const int MaxWaitingSeconds = 10;

    private readonly Channel<Part> waiting = Channel.CreateBounded<Part>(
        new BoundedChannelOptions(MaxWaitingSeconds) { SingleReader = true });
    private readonly TaskCompletionSource<RecordingOutcome> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly Stream output;
    private readonly RecordingKey key;
    private readonly RecordingHeader header;
    private readonly Task running;
    private byte[]? spare;
    private byte[] filling = new byte[SecondSeal.AudioBytes];
    private int filled;
    private bool ended;

    /// <summary>Takes the stream over, and closes it at the end. For crash safety it must not buffer.</summary>
    /// <param name="output">Empty and writable.</param>
    /// <param name="key">A key of its own for this file.</param>
    /// <param name="clock">Says when the recording began.</param>
    public RecordingWriter(Stream output, RecordingKey key, TimeProvider clock)
    {
        this.output = output;
        this.key = key;
        header = new RecordingHeader(key.FileId.ToArray(), RandomNumberGenerator.GetBytes(RecordingHeader.SaltLength), clock.GetUtcNow());
        running = Task.Run(RunAsync);
    }

    /// <summary>Done as soon as the recording has ended, one way or the other. Never fails.</summary>
    public Task<RecordingOutcome> Completion => completion.Task;

    /// <summary>Begins a new file.</summary>
    /// <exception cref="IOException">The file exists or cannot be made.</exception>
    public static RecordingWriter Create(string path, RecordingKey key, TimeProvider clock) =>
        new(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0), key, clock);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<short> left, ReadOnlySpan<short> right)
    {
        lock (gate)
        {
            for (var i = 0; i < left.Length && !ended; i++)
            {
                filling[filled++] = G711.ToMuLaw(left[i]);
                filling[filled++] = G711.ToMuLaw(right[i]);
                if (filled == filling.Length)
                {
                    HandOver();
                }
            }
        }
    }

    /// <summary>Seals what is left with the last flag and closes the file.</summary>
    public Task<RecordingOutcome> FinishAsync()
    {
        lock (gate)
        {
            if (!ended)
            {
                ended = true;
                waiting.Writer.TryComplete();
            }
        }
        return completion.Task;
    }

    /// <summary>As <see cref="FinishAsync"/>, and waits until the file is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await FinishAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private void HandOver()
    {
        if (waiting.Writer.TryWrite(new Part(filling)))
        {
            filling = Interlocked.Exchange(ref spare, null) ?? new byte[SecondSeal.AudioBytes];
            filled = 0;
            return;
        }
        Fail(null);
    }

    private void Fail(Exception? failure)
    {
        ended = true;
        waiting.Writer.TryComplete();
        completion.TrySetResult(new RecordingFailed(failure));
    }

    private async Task RunAsync()
    {
#pragma warning disable CA1031 // whatever the disk did, the one who waits must hear of it and the call must not
        try
        {
            using var seal = new SecondSeal(key, header);
            await using (output.ConfigureAwait(false))
            {
                var file = new HashedFile(output);
                file.Write(header.Write(key));
                var seconds = 0L;
                await foreach (var part in waiting.Reader.ReadAllAsync().ConfigureAwait(false))
                {
                    file.WriteSealed(seal, seconds++, last: false, part.Audio);
                    Interlocked.Exchange(ref spare, part.Audio);
                }
                if (completion.Task.IsCompleted)
                {
                    return;
                }
                file.WriteSealed(seal, seconds, last: true, filling.AsSpan(0, filled));
                file.Write(SecondSeal.EndMark);
                completion.TrySetResult(file.Finish(Duration(seconds)));
            }
        }
        catch (Exception failure)
        {
            lock (gate)
            {
                Fail(failure);
            }
        }
#pragma warning restore CA1031
    }

    private TimeSpan Duration(long seconds) =>
        TimeSpan.FromSeconds(seconds + ((double)filled / SecondSeal.AudioBytes));

    private readonly record struct Part(byte[] Audio);

    private sealed class HashedFile(Stream output)
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] buffer = new byte[SecondSeal.SealedBytes];
        private long bytes;

        internal void WriteSealed(SecondSeal seal, long second, bool last, ReadOnlySpan<byte> audio)
        {
            var sealedBytes = buffer.AsSpan(0, audio.Length + SecondSeal.TagLength);
            seal.Seal(second, last, audio, sealedBytes);
            Write(sealedBytes);
        }

        internal void Write(ReadOnlySpan<byte> part)
        {
            output.Write(part);
            hash.AppendData(part);
            bytes += part.Length;
        }

        internal RecordingFinished Finish(TimeSpan duration)
        {
            output.Flush();
            var finished = new RecordingFinished(hash.GetHashAndReset(), bytes, duration);
            hash.Dispose();
            return finished;
        }
    }
}
