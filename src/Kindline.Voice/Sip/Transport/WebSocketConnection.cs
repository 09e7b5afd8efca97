using System.Buffers;
using System.Net.WebSockets;
using System.Text.Unicode;
using System.Threading.Channels;

namespace Kindline.Voice.Sip.Transport;

/// <summary>
/// One WebSocket (RFC 7118): a SIP message is a WebSocket message, text or binary. A malformed one is refused and the next may be well;
/// one that is too long, and a peer that takes nothing, end the connection.
/// </summary>
internal sealed class WebSocketConnection(WebSocket socket, SipFlow flow, MessageIntake intake, TimeProvider clock) : IPlaced
{
    private const int LongestMessage = 65_535;
    private const int MostQueued = 1024;
    private static readonly TimeSpan TakenWithin = TimeSpan.FromSeconds(5);
    private static readonly byte[] Pong = "\r\n"u8.ToArray();

    private readonly Channel<ReadOnlyMemory<byte>> outbox =
        Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(MostQueued) { SingleReader = true });

    private readonly long begunAt = clock.GetTimestamp();

    public SipFlow Flow => flow;

    /// <inheritdoc/>
    public TimeSpan Age => clock.GetElapsedTime(begunAt);

    /// <summary>Queues a message; false where the peer does not take what was queued before, or the connection is gone.</summary>
    public bool Send(ReadOnlyMemory<byte> message) => outbox.Writer.TryWrite(message);

    /// <inheritdoc/>
    public void Drop() => socket.Abort();

    /// <summary>Serves until the peer leaves, is silently gone (the WebSocket's own ping finds out), or the token fires.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var writing = WriteAsync(ct);
        var why = WebSocketCloseStatus.NormalClosure;
        try
        {
            why = await ReadAsync(ct).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e))
        {
            // The peer went away, or is to go.
        }
        outbox.Writer.TryComplete();
        await writing.ConfigureAwait(false);
        await CloseAsync(why).ConfigureAwait(false);
    }

    private async Task<WebSocketCloseStatus> ReadAsync(CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestMessage + 1);
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length, LongestMessage + 1 - length), ct).ConfigureAwait(false);
                    length += part.Count;
                    if (length > LongestMessage)
                    {
                        return WebSocketCloseStatus.MessageTooBig;
                    }
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return WebSocketCloseStatus.NormalClosure;
                }
                if (!intake.Opens(flow.Protocol, flow.Remote))
                {
                    return WebSocketCloseStatus.PolicyViolation;
                }
                Take(buffer.AsSpan(0, length));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        // RFC 5626 3.5.1, which RFC 7118 6 allows beside the WebSocket's own ping.
        if (message.SequenceEqual("\r\n\r\n"u8))
        {
            Send(Pong);
            return;
        }
        var answer = intake.Take(SipParser.Parse(message), flow);
        if (!answer.IsEmpty)
        {
            Send(answer);
        }
    }

    private async Task WriteAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var message in outbox.Reader.ReadAllAsync(ct).ConfigureAwait(false))
            {
                using var limit = new CancellationTokenSource(TakenWithin, clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
                // A browser closes a connection on which text is no UTF-8 (RFC 6455 8.1).
                var type = Utf8.IsValid(message.Span) ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                await socket.SendAsync(message, type, endOfMessage: true, either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            // What was not taken cannot be followed by anything: the read side ends on the aborted socket.
            socket.Abort();
        }
    }

    /// <summary>Says goodbye where there is somebody to hear it, and waits for no answer.</summary>
    private async Task CloseAsync(WebSocketCloseStatus why)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            socket.Abort();
            return;
        }
        using var limit = new CancellationTokenSource(TakenWithin, clock);
        try
        {
            await socket.CloseOutputAsync(why, null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (IsBroken(e))
        {
            socket.Abort();
        }
    }

    private static bool IsBroken(Exception e) =>
        e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
