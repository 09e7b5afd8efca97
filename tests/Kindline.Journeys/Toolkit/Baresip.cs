using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Kindline.Journeys.Toolkit;

/// <summary>What a phone needs to register, as GET /api/agents/me/phone gives it.</summary>
sealed record PhoneAccount(string User, string Secret, string Domain, string Address, string Transport = "udp");

/// <summary>baresip as an agent's desk phone, led through its control port (netstrings of JSON over TCP).</summary>
sealed class Baresip : IAsyncDisposable
{
    const int MediaPortsTaken = 20;

    readonly ExternalProgram program;
    readonly string folder;
    readonly TcpClient control = new();
    readonly ConcurrentQueue<(string Type, DateTimeOffset At)> events = new();
    Task reading = Task.CompletedTask;

    Baresip(ExternalProgram program, string folder, int sipPort)
    {
        this.program = program;
        this.folder = folder;
        SipPort = sipPort;
    }

    public int SipPort { get; }

    /// <summary>The first and the last port of its audio.</summary>
    public (int First, int Last) MediaPorts { get; private init; }

    /// <summary>How often an event came: REGISTER_OK, CALL_INCOMING, CALL_ESTABLISHED, CALL_CLOSED and so on.</summary>
    public int Count(string type) => events.Count(seen => seen.Type == type);

    /// <summary>When the n-th event of a type came.</summary>
    public DateTimeOffset MomentOf(string type, int nth = 1) => events.Where(seen => seen.Type == type).ElementAt(nth - 1).At;

    /// <summary>
    /// A phone that speaks a sound in every call. With an account it registers; whether it has, the registrar says (it may have before
    /// its control port is read).
    /// </summary>
    public static Task<Baresip> StartAsync(Sound says, PhoneAccount? account = null) => StartAsync(says, AccountLine(account), "");

    /// <summary>A carrier's gateway that speaks TLS and SRTP only, and answers calls to a number at once. It listens on the port after <see cref="SipPort"/>.</summary>
    /// <param name="certificate">A PEM file with its key.</param>
    public static Task<Baresip> EncryptedCarrierAsync(Sound says, string number, string certificate) => StartAsync(
        says, $"<sip:{number}@127.0.0.1;transport=tls>;regint=0;mediaenc=srtp-mand;answermode=auto\n", $"sip_certificate {certificate}\nmodule srtp.so\n");

    static async Task<Baresip> StartAsync(Sound says, string account, string further)
    {
        var folder = Places.NewFolder("baresip");
        var (sip, control, media) = (Ports.FreePair(), Ports.Free(), Ports.FreeRun(MediaPortsTaken + 2));
        var speech = await says.WavFileAsync(folder, "speech");
        await File.WriteAllTextAsync(Path.Combine(folder, "config"), Configuration(sip, control, media, speech, folder) + further);
        await File.WriteAllTextAsync(Path.Combine(folder, "accounts"), account);

        var phone = new Baresip(ExternalProgram.Start("baresip", ["-f", folder], folder), folder, sip) { MediaPorts = (media, media + MediaPortsTaken) };
        try
        {
            await phone.ConnectAsync(control);
            return phone;
        }
        catch
        {
            await phone.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until an event of this type has come, the n-th of its kind.</summary>
    public Task EventAsync(string type, int nth = 1, double seconds = 20) =>
        Eventually.True(
            $"baresip says {type} ({nth}); it said {string.Join(", ", events)}", () => Count(type) >= nth, seconds);

    /// <summary>Lets it ring and picks up.</summary>
    public async Task AnswersAsync(int nth = 1, double seconds = 30)
    {
        await EventAsync("CALL_INCOMING", nth, seconds);
        var taken = Count("CALL_ESTABLISHED");
        await CommandAsync("accept");
        await EventAsync("CALL_ESTABLISHED", taken + 1);
    }

    public Task DialAsync(string uri) => CommandAsync("dial", uri);

    /// <summary>Presses the Transfer key: REFER.</summary>
    public Task TransfersAsync(string uri) => CommandAsync("transfer", uri);

    public async Task HangsUpAsync()
    {
        var closed = Count("CALL_CLOSED");
        await CommandAsync("hangup");
        await EventAsync("CALL_CLOSED", closed + 1);
    }

    /// <summary>All that it has heard in its calls so far, decoded by baresip itself.</summary>
    public Sound Heard()
    {
        var dump = Directory.GetFiles(folder, "dump-*-dec.wav").Order(StringComparer.Ordinal).LastOrDefault();
        return dump is null ? new Sound([], 8000) : Sound.FromWav(File.ReadAllBytes(dump))[0];
    }

    public async ValueTask DisposeAsync()
    {
        program.Signal(ExternalProgram.Terminate);
        await Eventually.True("baresip ends", () => program.Ended, 5).ContinueWith(static _ => { }, TaskScheduler.Default);
        await program.DisposeAsync();
        control.Dispose();
        await reading;
        Directory.Delete(folder, recursive: true);
    }

    async Task ConnectAsync(int port)
    {
        await Eventually.AsyncValue("baresip opens its control port", () => TryConnectAsync(port), static connected => connected);
        reading = ReadEventsAsync();
    }

    async Task<bool> TryConnectAsync(int port)
    {
        try
        {
            await control.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return program.Ended ? throw new InvalidOperationException($"baresip ended before its control port was open: {program.Everything}") : false;
        }
    }

    async Task CommandAsync(string command, string? parameters = null)
    {
        var json = JsonSerializer.Serialize(new { command, @params = parameters ?? "" });
        var netstring = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(json)}:{json},");
        await control.GetStream().WriteAsync(netstring, TestContext.Current.CancellationToken);
    }

    // A netstring is LENGTH ':' BYTES ','.
    async Task ReadEventsAsync()
    {
        try
        {
            using var reader = new BinaryReader(control.GetStream(), Encoding.UTF8, leaveOpen: true);
            await Task.Yield();
            while (true)
            {
                var length = 0;
                for (var digit = await ByteAsync(); digit != ':'; digit = await ByteAsync())
                {
                    length = (length * 10) + (digit - '0');
                }

                var json = new byte[length];
                await control.GetStream().ReadExactlyAsync(json);
                await ByteAsync();
                Keep(JsonDocument.Parse(json).RootElement);
            }
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException)
        {
            // The phone was switched off.
        }
    }

    async Task<int> ByteAsync()
    {
        var one = new byte[1];
        await control.GetStream().ReadExactlyAsync(one);
        return one[0];
    }

    void Keep(JsonElement message)
    {
        if (message.TryGetProperty("type", out var type))
        {
            events.Enqueue((type.GetString() ?? "", TimeProvider.System.GetUtcNow()));
        }
    }

    static string AccountLine(PhoneAccount? account) => account is null
        ? "<sip:desk@127.0.0.1>;regint=0\n"
        : $"<sip:{account.User}@{account.Domain}>;auth_user={account.User};auth_pass={account.Secret};" +
            $"outbound=\"sip:{account.Address};transport={account.Transport}\";regint=60;answermode=manual\n";

    static string Configuration(int sip, int control, int media, string speech, string folder) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        sip_listen 127.0.0.1:{sip}
        audio_player aufile,/dev/null
        audio_source aufile,{speech}
        audio_alert aufile,/dev/null
        audio_srate 8000-8000
        audio_channels 1-1
        rtp_ports {media}-{media + MediaPortsTaken}
        jitter_buffer_delay 1-5
        module_path /usr/lib/baresip/modules
        module g711.so
        module aufile.so
        module sndfile.so
        module_app account.so
        module_app menu.so
        module_app ctrl_tcp.so
        ctrl_tcp_listen 127.0.0.1:{control}
        snd_path {folder}
        call_max_calls 4

        """);
}
