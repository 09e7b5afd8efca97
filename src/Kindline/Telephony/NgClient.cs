using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kindline.Telephony;

/// <summary>What rtpengine answered.</summary>
/// <param name="Result">"ok", "pong", "error".</param>
/// <param name="Sdp">The rewritten description of an offer or answer.</param>
/// <param name="Reason">Why not, as in "Unknown call-id".</param>
internal sealed record NgReply(string Result, string? Sdp, string? Reason);

/// <summary>
/// rtpengine's control protocol "ng" over UDP on loopback: "COOKIE {json}" out, "COOKIE {json}" back. A lost question is repeated with
/// the same cookie, by which rtpengine knows it and repeats its answer.
/// </summary>
internal sealed class NgClient(TimeProvider clock) : IDisposable
{
    private const int MostWaiting = 256;
    private const int Tries = 5;
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<NgReply>> waiting = new();
    private readonly string prefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
    private readonly Lock gate = new();
    private Socket? socket;
    private long last;
    private volatile int port;

    /// <summary>rtpengine's port on loopback; 0 while there is none.</summary>
    public int Port
    {
        get => port;
        set => port = value;
    }

    /// <summary>Whether rtpengine answers, within 2.5 s.</summary>
    public async Task<bool> IsThereAsync(CancellationToken ct) =>
        await AskAsync(new JsonObject { ["command"] = "ping" }, ct) is { Result: "pong" };

    /// <summary>Null where no answer comes within 2.5 s, the token fires, or too many wait already.</summary>
    public async Task<NgReply?> AskAsync(JsonObject command, CancellationToken ct)
    {
        if (port == 0 || waiting.Count >= MostWaiting)
        {
            return null;
        }
        var cookie = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{Interlocked.Increment(ref last)}");
        var reply = new TaskCompletionSource<NgReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[cookie] = reply;
        try
        {
            return await SendAsync(Encoding.UTF8.GetBytes($"{cookie} {command.ToJsonString()}"), reply.Task, ct);
        }
        finally
        {
            waiting.TryRemove(cookie, out _);
        }
    }

    public void Dispose() => socket?.Dispose();

    /// <summary>Reads "COOKIE {json}"; null where it is none.</summary>
    internal static (string Cookie, NgReply Reply)? Read(ReadOnlySpan<byte> datagram)
    {
        var space = datagram.IndexOf((byte)' ');
        if (space <= 0)
        {
            return null;
        }
        try
        {
            var reader = new Utf8JsonReader(datagram[(space + 1)..]);
            return JsonNode.Parse(ref reader) is JsonObject json && Text(json, "result") is { } result
                ? (Encoding.UTF8.GetString(datagram[..space]), new NgReply(result, Text(json, "sdp"), Text(json, "error-reason")))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private async Task<NgReply?> SendAsync(byte[] question, Task<NgReply> reply, CancellationToken ct)
    {
        for (var sent = 0; sent < Tries && !ct.IsCancellationRequested; sent++)
        {
            try
            {
                var answered = reply.WaitAsync(RepeatAfter, clock, ct);
                await Open().SendToAsync(question, new IPEndPoint(IPAddress.Loopback, port), ct);
                return await answered;
            }
            catch (Exception silent) when (silent is TimeoutException or OperationCanceledException)
            {
                // Asked again, unless there is nobody to be told.
            }
            catch (SocketException)
            {
                return null;
            }
        }
        return null;
    }

    private Socket Open()
    {
        lock (gate)
        {
            if (socket is null)
            {
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                _ = ReceiveAsync(socket);
            }
            return socket;
        }
    }

    private async Task ReceiveAsync(Socket from)
    {
        var buffer = new byte[65_535];
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                var received = await from.ReceiveFromAsync(buffer, SocketFlags.None, anybody);
                if (received.RemoteEndPoint is IPEndPoint peer && peer.Port == port
                    && Read(buffer.AsSpan(0, received.ReceivedBytes)) is var (cookie, reply)
                    && waiting.TryGetValue(cookie, out var asked))
                {
                    asked.TrySetResult(reply);
                }
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed of with the server.
        }
    }
}
