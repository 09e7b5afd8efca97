using System.Net;
using System.Net.Sockets;
using System.Text;
using Kindline.Foundation;

namespace Kindline.Integrations;

/// <summary>
/// The HL7 port (MLLP: 0x0B, message, 0x1C 0x0D). No interface is set up in this version, so every message is answered with an
/// application reject (MSA-1 AR, HL7 2.5.1 2.9.3.2) that says so; the sender keeps it and its operator sees why
/// (docs/adr/0008-mllp-port-rejects.md).
/// </summary>
internal sealed partial class MllpPort(KindlineOptions options, ReadyPorts ports, TimeProvider clock, ILogger<MllpPort> logger) : BackgroundService
{
    private const int MaxMessageBytes = 1 << 20;
    private const byte StartBlock = 0x0B;
    private const byte EndBlock = 0x1C;

    private readonly TcpListener listener = new(options.Bind, options.MllpPort);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        ports.Mllp = ((IPEndPoint)listener.LocalEndpoint).Port;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // First whoever accepts is told, or they would ask a port that listens no more.
        await base.StopAsync(cancellationToken);
        listener.Stop();
    }

    /// <summary>The answer to one message: its own MSH turned round, and AR with the control id it had.</summary>
    /// <returns>Null where the bytes are no HL7 message.</returns>
    internal static string? Reject(ReadOnlySpan<byte> message, DateTimeOffset now)
    {
        var text = Encoding.Latin1.GetString(message);
        var header = text.Split('\r', 2)[0];
        if (!header.StartsWith("MSH", StringComparison.Ordinal) || header.Length < 8)
        {
            return null;
        }
        var fields = header.Split(header[3]);
        string Field(int n) => fields.Length > n ? fields[n] : "";
        var separator = header[3];
        string[] answer =
        [
            string.Join(separator, "MSH", Field(1), Field(4), Field(5), Field(2), Field(3), $"{now:yyyyMMddHHmmss}", "", "ACK", Field(9), Field(10), Field(11)),
            string.Join(separator, "MSA", "AR", Field(9), "No HL7 interface is set up on this server"),
            "",
        ];
        return string.Join('\r', answer);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var peer = await listener.AcceptTcpClientAsync(stoppingToken);
                _ = AnswerAllAsync(peer, stoppingToken);
            }
            catch (Exception over) when (over is SocketException or OperationCanceledException)
            {
                // Stopped, or a peer that was gone before it was accepted.
            }
        }
    }

    private async Task AnswerAllAsync(TcpClient peer, CancellationToken ct)
    {
        try
        {
            using var connection = peer;
            await using var stream = connection.GetStream();
            var message = new List<byte>();
            var inside = false;
            var buffer = new byte[8192];
            for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
            {
                foreach (var b in buffer.AsMemory(0, read).ToArray())
                {
                    if (b == StartBlock)
                    {
                        (inside, message) = (true, []);
                    }
                    else if (b == EndBlock && inside)
                    {
                        inside = false;
                        await AnswerAsync(stream, message, ct);
                    }
                    else if (inside && message.Count < MaxMessageBytes)
                    {
                        message.Add(b);
                    }
                }
            }
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or SocketException)
        {
            // The peer went away.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, List<byte> message, CancellationToken ct)
    {
        if (Reject(message.ToArray(), clock.GetUtcNow()) is { } answer)
        {
            LogRejected();
            await stream.WriteAsync(new byte[] { StartBlock }.Concat(Encoding.Latin1.GetBytes(answer)).Concat([EndBlock, (byte)0x0D]).ToArray(), ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An HL7 message was rejected: no interface is set up")]
    private partial void LogRejected();
}
