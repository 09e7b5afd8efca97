using System.Diagnostics;
using System.Globalization;
using System.Net;
using Kindline.Voice.Audio;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>A second opinion beside SIPp and baresip: Linphone's own SIP and RTP stack.</summary>
public sealed class LinphoneTests
{
    private const string Program = "/usr/bin/linphonec";

    [Fact]
    public async Task Linphone_calls_hears_is_held_and_taken_back_and_hangs_up()
    {
        Assert.SkipUnless(File.Exists(Program), "Linphone is not installed (Debian package linphone-cli)");
        await using var test = await TestExchange.StartAsync();
        var heard = new TaskCompletionSource<(bool Held, bool Resumed)>();
        test.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.RingAsync();
            await call.Leg.AnswerAsync(ct);
            await call.Leg.Media.PlayAsync(Tones.Ringback(), ct).WaitAsync(TimeSpan.FromSeconds(2), TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            heard.SetResult((await call.Leg.HoldAsync(ct), await call.Leg.ResumeAsync(ct)));
            await Patience.UntilAsync(ct);
        };
        using var phone = await Linphone.StartAsync();

        await phone.SayAsync($"call sip:2000@{test.Address}");
        var (held, resumed) = await heard.Task.Soon();
        await phone.SayAsync("terminate");
        var leg = (await test.Desk.NextCallAsync()).Leg;
        await Patience.UntilAsync(leg.Ended).Soon();

        (held, resumed).ShouldBe((true, true));
        leg.End.ShouldNotBeNull().Why.ShouldBe("BYE");
        leg.Media.Statistics.PacketsReceived.ShouldBeGreaterThan(20);
    }

    /// <summary>linphonec, led by lines on its standard input.</summary>
    private sealed class Linphone(Process process, DirectoryInfo folder) : IDisposable
    {
        public static async Task<Linphone> StartAsync()
        {
            var folder = Directory.CreateTempSubdirectory("kindline-linphone-");
            folder.CreateSubdirectory(".local/share/linphone");
            var config = Path.Combine(folder.FullName, "linphonerc");
            var (sip, rtp) = (FreePort.Take().Port, FreePort.Take().Port);
            await File.WriteAllTextAsync(config, string.Create(
                CultureInfo.InvariantCulture,
                $"""
                [sip]
                sip_port={sip}
                sip_tcp_port=0
                sip_tls_port=0
                use_ipv6=0
                ipv6_migration_done=1
                bind_address=127.0.0.1
                media_encryption=none
                [rtp]
                audio_rtp_port={rtp}

                """));
            var start = new ProcessStartInfo(Program, ["-c", config, "-b", config]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["HOME"] = folder.FullName;
            var process = Process.Start(start) ?? throw new InvalidOperationException("Linphone did not start.");
            process.BeginErrorReadLine();
            process.OutputDataReceived += (_, line) => TestContext.Current.SendDiagnosticMessage(line.Data ?? "");
            process.BeginOutputReadLine();
            var phone = new Linphone(process, folder);
            // No sound card: it speaks and hears files.
            await phone.SayAsync("soundcard use files");
            var speech = Path.Combine(folder.FullName, "speech.wav");
            WavFile.Write(speech, [.. Enumerable.Range(0, 80_000).Select(n => (short)(n % 16 < 8 ? 6000 : -6000))]);
            await phone.SayAsync($"play {speech}");
            // It opens its port once it has seen that there is a network.
            await Probe.UntilAnsweredAsync(new IPEndPoint(IPAddress.Loopback, sip), maxForwards: 70);
            return phone;
        }

        public Task SayAsync(string line) => process.StandardInput.WriteLineAsync(line);

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            folder.Delete(recursive: true);
        }
    }
}
