using System.Globalization;
using System.Net;
using System.Text.Json;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Benchmarks;

/// <summary>
/// Calls a second that are answered and hung up, SIPp calling on the same machine. The baseline is SIPp answering itself, which
/// holds no media and no state beyond its script.
/// </summary>
internal static class VoiceBench
{
    private const string Carrier = "SIPp uas answering alone";

    private static readonly int[] Rates = [100, 300, 600, 1000, 1500, 2000, 3000];

    public static async Task<int> RunAsync(string[] args)
    {
        if (!SippLoad.IsInstalled)
        {
            await Console.Error.WriteLineAsync("bench voice needs SIPp (Debian package sip-tester)");
            return 1;
        }
        var seconds = args.Contains("--quick") ? 2 : 10;
        var baseline = await MeasureSippAsync(seconds);
        var ours = await MeasureExchangeAsync(seconds);
        Print("voice.answered_calls_per_second", ours.Best, "calls/s", baseline.Best);
        Print("voice.invite_to_200_p99_ms", ours.P99, "ms", baseline.P99);
        return 0;
    }

    private static async Task<Climb> MeasureSippAsync(int seconds)
    {
        using var carrier = SippLoad.StartCarrier();
        return await ClimbAsync(carrier.Address, seconds);
    }

    private static async Task<Climb> MeasureExchangeAsync(int seconds)
    {
        await using var media = new MediaEngine(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
        var caller = new Trunk("caller", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], null);
        var options = new ExchangeOptions { SipPort = 0, Trunks = [caller] };
        await using var exchange = new Exchange(options, media, new Answerer(), TimeProvider.System, NullLogger.Instance);
        await exchange.StartAsync(CancellationToken.None);
        return await ClimbAsync(new IPEndPoint(IPAddress.Loopback, exchange.SipPort), seconds);
    }

    /// <summary>The highest rate without a failed call and with less than one call in a hundred repeated; the delay at the lowest.</summary>
    private static async Task<Climb> ClimbAsync(IPEndPoint target, int seconds)
    {
        await SippLoad.CallAsync(target, 50, 1);
        var p99 = 0.0;
        var best = 0;
        foreach (var rate in Rates)
        {
            var before = Environment.CpuUsage.TotalTime;
            var load = await SippLoad.CallAsync(target, rate, seconds);
            var cpu = (Environment.CpuUsage.TotalTime - before) / TimeSpan.FromSeconds(seconds);
            p99 = rate == Rates[0] ? load.P99 : p99;
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{rate}/s: {load.Failed} failed, {load.Retransmissions} repeated, p99 {load.P99} ms, {cpu:P0} of a core here"));
            if (load.Failed > 0 || load.Succeeded < rate * seconds || load.Retransmissions * 100 > load.Succeeded)
            {
                break;
            }
            best = rate;
        }
        return new Climb(best, p99);
    }

    private static void Print(string name, double value, string unit, double baseline) => Console.WriteLine(JsonSerializer.Serialize(new
    {
        name,
        value,
        unit,
        baseline = new { what = Carrier, value = baseline },
        ratio = baseline == 0 ? 0 : Math.Round(value / baseline, 3),
    }));

    private readonly record struct Climb(int Best, double P99);

    private sealed class Answerer : ICallDesk
    {
        public async Task OnIncomingAsync(IncomingCall call, CancellationToken ct)
        {
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (ct.UnsafeRegister(_ => over.TrySetResult(), null))
            {
                await call.Leg.AnswerAsync(ct);
                await over.Task;
            }
        }

        public ValueTask<string?> SecretOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<string?>(null);

        public void OnRegistrationChanged(string user, bool reachable)
        {
        }
    }
}
