using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kindline.Journeys.Toolkit;

/// <summary>A SIPp process on loopback: a patient who calls, or the carrier behind a trunk.</summary>
sealed class SippPeer : IAsyncDisposable
{
    const string NumbersFile = "numbers.csv";

    readonly string folder;
    readonly ExternalProgram sipp;
    int cues;

    SippPeer(ExternalProgram sipp, string folder, int sipPort, int mediaPort, string callId)
    {
        this.sipp = sipp;
        this.folder = folder;
        SipPort = sipPort;
        MediaPort = mediaPort;
        CallId = callId;
    }

    public int SipPort { get; }

    /// <summary>Where it hears and whence it speaks: one port for all calls of this process.</summary>
    public int MediaPort { get; }

    public string CallId { get; }

    public bool Ended => sipp.Ended;

    /// <summary>Every message that it sent and received, for a failure's words.</summary>
    public string Messages => string.Join('\n', Directory.GetFiles(folder, "*.log").Select(ReadShared));

    /// <summary>Where its media will be; taken before the start so that a capture can be running by then. SIPp opens the port two above it too.</summary>
    public static int NewMediaPort() => Ports.FreeRun(4);

    /// <summary>A patient dials <paramref name="dialled"/> and plays a sound; <see cref="CueAsync"/> leads on.</summary>
    public static async Task<SippPeer> CallAsync(
        int serverPort, Sound says, string from, string dialled = "+15125550100", int? mediaPort = null, string transport = "u1")
    {
        var callId = $"journey-{Guid.CreateVersion7():N}@127.0.0.1";
        return await StartAsync(
            "caller", "caller", says, mediaPort, callId,
            ["-t", transport, "-m", "1", "-cid_str", callId, "-s", dialled, "-key", "caller", from, "127.0.0.1:" + Text(serverPort)]);
    }

    /// <summary>One patient a number, who all call within seconds, speak, and hang up after a while.</summary>
    public static Task<SippPeer> CrowdAsync(
        int serverPort, Sound says, IReadOnlyList<string> numbers, TimeSpan stay, string dialled = "+15125550100") =>
        // Each of them speaks from ports of their own, counted from the first.
        StartAsync("crowd", "caller", says, mediaPort: Ports.Block(), callId: "",
        [
            "-inf", NumbersFile, "-m", Text(numbers.Count), "-l", Text(numbers.Count), "-r", "10", "-d", Text((int)stay.TotalMilliseconds),
            "-s", dialled, "127.0.0.1:" + Text(serverPort),
        ], numbers);

    /// <summary>Another phone of an agent's that takes a talk of the first one over, speaks, and is hung up on.</summary>
    /// <param name="replaces">The dialog, as the server sees its tags (RFC 3891 6.1).</param>
    public static Task<SippPeer> TakeOverAsync(int serverPort, Sound says, string user, string secret, string replaces) =>
        StartAsync(
            "takeover", "takeover", says, mediaPort: null, callId: "",
            ["-m", "1", "-key", "caller", user, "-key", "replaces", replaces, "-au", user, "-ap", secret, "127.0.0.1:" + Text(serverPort)]);

    /// <summary>A carrier that behaves by the number it is asked to call; see tests/data/sipp/carrier.xml.</summary>
    public static async Task<SippPeer> CarrierAsync(Sound calleeSays, int? mediaPort = null)
    {
        var carrier = await StartAsync("carrier", "callee", calleeSays, mediaPort, callId: "", []);
        await Eventually.True("the carrier listens", () => IsBound(carrier.SipPort));
        return carrier;
    }

    /// <summary>Tells the patient what to do next: "dtmf" presses 1, "bye" hangs up.</summary>
    public async Task CueAsync(string cue)
    {
        var text = $"INFO sip:caller@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKcue{++cues}\r\n" +
            $"From: <sip:test@127.0.0.1>;tag=cue\r\nTo: <sip:caller@127.0.0.1>\r\nCall-ID: {CallId}\r\nCSeq: {cues} INFO\r\n" +
            $"Cue: {cue}\r\nContent-Length: 0\r\n\r\n";
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await udp.SendAsync(Encoding.ASCII.GetBytes(text), new IPEndPoint(IPAddress.Loopback, SipPort), TestContext.Current.CancellationToken);
    }

    public Task PressesOneAsync() => CueAsync("dtmf");

    /// <summary>The patient hangs up and the call ends as the scenario wants it.</summary>
    public async Task HangsUpAsync()
    {
        await CueAsync("bye");
        await EndsWellAsync();
    }

    /// <summary>The call ended, by whichever side, and every step of the scenario was as written.</summary>
    public async Task EndsWellAsync(double seconds = 15)
    {
        await Eventually.True("SIPp ends", () => sipp.Ended, seconds).ContinueWith(static _ => { }, TaskScheduler.Default);
        sipp.Ended.ShouldBeTrue($"SIPp waits for something that did not come; its messages were\n{Messages}");
        var code = await sipp.EndAsync();
        code.ShouldBe(0, $"SIPp says that the call failed: {sipp.Everything}\n{Messages}");
    }

    /// <summary>Gone without a word: no BYE is sent.</summary>
    public Task VanishAsync()
    {
        sipp.Signal(ExternalProgram.Kill);
        return sipp.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await sipp.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static async Task<SippPeer> StartAsync(
        string scenario, string soundName, Sound says, int? mediaPort, string callId, IEnumerable<string> more,
        IEnumerable<string>? numbers = null)
    {
        var folder = Places.NewFolder("sipp");
        await says.RawFileAsync(folder, soundName);
        await File.WriteAllLinesAsync(Path.Combine(folder, NumbersFile), ["SEQUENTIAL", .. numbers ?? []], TestContext.Current.CancellationToken);
        var (sip, media) = (Ports.Free(), mediaPort ?? NewMediaPort());
        string[] arguments =
        [
            "-sf", Places.Scenario(scenario), "-i", "127.0.0.1", "-p", Text(sip), "-mi", "127.0.0.1", "-mp", Text(media),
            "-nostdin", "-trace_err", "-error_file", "errors.log", "-trace_msg", "-message_file", "messages.log", .. more,
        ];
        return new SippPeer(ExternalProgram.Start("sipp", arguments, folder), folder, sip, media, callId);
    }

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    static bool IsBound(int port) =>
        System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners().Any(bound => bound.Port == port);

    static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
