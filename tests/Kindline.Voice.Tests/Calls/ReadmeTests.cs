using System.Net;
using Kindline.Voice.Audio;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Voice.Tests.Calls;

/// <summary>The example of the library's README, run as it stands there.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kindline-readme-");

    [Fact]
    public async Task The_example_answers_and_plays_a_file()
    {
        var prompt = Path.Combine(folder.FullName, "welcome.wav");
        WavFile.Write(prompt, new short[800]);
        var port = FreePort();
        using var peer = new TestPeer(new IPEndPoint(IPAddress.Loopback, port));

        await RunAsync(prompt, port, async () =>
        {
            await peer.CallAsync();
            await peer.NextAsync("BYE");
        });
    }

    [Fact]
    public void The_README_shows_the_example_as_it_is()
    {
        var source = Lines(Path.Combine("tests", "Kindline.Voice.Tests", "Calls", "ReadmeTests.cs"));
        var readme = Lines(Path.Combine("src", "Kindline.Voice", "README.md"));
        var code = readme.SkipWhile(l => l != "```csharp").Skip(1).TakeWhile(l => l != "```");

        code.Select(l => l.Replace("\"welcome.wav\"", "prompt", StringComparison.Ordinal)).Where(l => !source.Contains(l)).ShouldBeEmpty();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static List<string> Lines(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Kindline.slnx")))
        {
            root = root.Parent ?? throw new DirectoryNotFoundException("the repository");
        }
        return [.. File.ReadLines(Path.Combine(root.FullName, path)).Select(l => l.Trim())];
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string prompt, int port, Func<Task> whileItRuns)
    {
        var logger = NullLogger.Instance;
        var ct = CancellationToken.None;
        await using var media = new MediaEngine(IPAddress.Loopback, 20000, 20999, TimeProvider.System, logger);
        var carrier = new Trunk("carrier", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], Outbound: null);
        var options = new ExchangeOptions { SipPort = port, Trunks = [carrier] };
        await using var exchange = new Exchange(options, media, new Greeter(prompt), TimeProvider.System, logger);
        await exchange.StartAsync(ct);
        await whileItRuns();
    }

    sealed class Greeter(string prompt) : ICallDesk
    {
        public async Task OnIncomingAsync(IncomingCall call, CancellationToken ct)
        {
            if (await call.Leg.AnswerAsync(ct) && WavFile.Read(prompt) is WavAudio welcome)
            {
                await call.Leg.Media.PlayAsync(new ClipSource(welcome.Samples), ct);
            }
        }

        public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

        public void OnRegistrationChanged(string user, bool reachable) { }
    }
}
