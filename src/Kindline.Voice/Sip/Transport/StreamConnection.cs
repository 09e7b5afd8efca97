using System.Threading.Channels;

namespace Kindline.Voice.Sip.Transport;

/// <summary>
/// One connection of a stream transport (RFC 3261 18.3): reads messages until it breaks, writes what is queued. Knows only a
/// <see cref="Stream"/>, which is all that TLS adds.
/// </summary>
internal sealed class StreamConnection(SipFlow flow, MessageIntake intake, TimeProvider clock) : IPlaced, IAsyncDisposable
{
    private const int MostQueued = 1024;
    private static readonly byte[] Pong = "\r\n"u8.ToArray();

    private readonly Channel<ReadOnlyMemory<byte>> outbox =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(MostQueued) { SingleReader = true });

    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private readonly long begunAt = clock.GetTimestamp();
    private volatile bool over;

    public SipFlow Flow => flow;

    /// <summary>Whether the peer has sent anything.</summary>
    public bool Heard { get; private set; }

    /// <summary>Whether it takes no more messages; the end is told a little later, once the stream is closed.</summary>
    public bool IsOver => over;

    /// <inheritdoc/>
    public TimeSpan Age => clock.GetElapsedTime(begunAt);

    /// <summary>Opens the stream and serves it until it ends; then tells so, once.</summary>
    public void Start(Func<CancellationToken, ValueTask<Stream>> open, Action<StreamConnection> ended) =>
        running = Task.Run(() => RunAsync(open, ended));

    /// <summary>Queues a message; false where the peer does not take what was queued before, or the connection is gone.</summary>
    public bool Send(ReadOnlyMemory<byte> message) => outbox.Writer.TryWrite(message);

    /// <inheritdoc/>
    public void Drop() => stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, ValueTask<Stream>> open, Action<StreamConnection> ended)
    {
        try
        {
            var stream = await open(stopping.Token).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var writing = WriteAsync(stream);
                await ReadAsync(stream).ConfigureAwait(false);
                over = true;
                outbox.Writer.TryComplete();
                await writing.ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            // The peer went away or never came; whoever waits for an answer hears of it below.
        }
        finally
        {
            over = true;
            outbox.Writer.TryComplete();
            ended(this);
        }
    }

    private async Task ReadAsync(Stream stream)
    {
        var reader = new SipStreamReader();
        var buffer = new byte[8192];
        while (true)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, stopping.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (IsBroken(e))
            {
                return;
            }
            // Also a connection that stood before its source was blocked comes to an end.
            if (read == 0 || !intake.Opens(flow.Protocol, flow.Remote))
            {
                return;
            }
            Heard = true;
            reader.Feed(buffer.AsSpan(0, read));
            while (reader.TryTake(out var item))
            {
                if (!Take(item))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Handles one item; false where nothing behind it can be read.</summary>
    private bool Take(SipStreamItem item)
    {
        switch (item)
        {
            case SipStreamItem.Message(var result):
                SendIfAny(intake.Take(result, flow));
                return true;
            case SipStreamItem.Ping:
                Send(Pong);
                return true;
            case SipStreamItem.Broken(var error, var partial):
                SendIfAny(intake.Refuse(error, partial, flow));
                return false;
            default:
                return true;
        }
    }

    private void SendIfAny(ReadOnlyMemory<byte> answer)
    {
        if (!answer.IsEmpty)
        {
            Send(answer);
        }
    }

    private async Task WriteAsync(Stream stream)
    {
        try
        {
            await foreach (var message in outbox.Reader.ReadAllAsync(stopping.Token).ConfigureAwait(false))
            {
                await stream.WriteAsync(message, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            // The read side sees the same break and ends the connection.
        }
    }

    private static bool IsBroken(Exception e) =>
        e is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException
            or OperationCanceledException or ObjectDisposedException;
}
