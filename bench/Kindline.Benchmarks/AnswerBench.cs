using System.Globalization;
using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Benchmarks;

/// <summary>
/// Calls a second that are answered and hung up, SIPp calling on the same machine. The baseline is SIPp answering itself, which
/// holds no media and no state beyond its script.
/// </summary>
internal static class AnswerBench
{
    private const string Carrier = "SIPp uas answering alone";

    private static readonly int[] Rates = [100, 300, 600, 1000, 1500, 2000, 3000];
    private static readonly int[] QuickRates = [200, 1000, 2000];

    public static async Task<int> RunAsync(bool quick)
    {
        if (!SippLoad.IsInstalled)
        {
            await Console.Error.WriteLineAsync("no figures of answered calls: SIPp is not installed (Debian package sip-tester)");
            return 1;
        }
        var baseline = await MeasureSippAsync(quick);
        var ours = await MeasureExchangeAsync(quick);
        new Figure("voice.answered_calls_per_second", ours.Best, "calls/s", new Baseline(Carrier, baseline.Best)).Print();
        new Figure("voice.invite_to_200_p99_ms", ours.P99, "ms", new Baseline(Carrier, baseline.P99)).Print();
        return 0;
    }

    private static async Task<Climb> MeasureSippAsync(bool quick)
    {
        using var carrier = SippLoad.StartCarrier();
        return await ClimbAsync(carrier.Address, quick);
    }

    private static async Task<Climb> MeasureExchangeAsync(bool quick)
    {
        await using var media = new MediaEngine(IPAddress.Loopback, 0, 0, TimeProvider.System, NullLogger.Instance);
        var caller = new Trunk("caller", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], null);
        var options = new ExchangeOptions { SipPort = 0, Trunks = [caller] };
        await using var exchange = new Exchange(options, media, new Answerer(), TimeProvider.System, NullLogger.Instance);
        await exchange.StartAsync(CancellationToken.None);
        var target = new IPEndPoint(IPAddress.Loopback, exchange.SipPort);
        await SippLoad.CallAsync(target, 50, 1); // the compiler's share
        return await ClimbAsync(target, quick);
    }

    /// <summary>The highest rate without a failed call and with less than one call in a hundred repeated; the delay at the lowest.</summary>
    private static async Task<Climb> ClimbAsync(IPEndPoint target, bool quick)
    {
        var (rates, seconds) = quick ? (QuickRates, 1) : (Rates, 10);
        var p99 = 0.0;
        var best = 0;
        foreach (var rate in rates)
        {
            var before = Environment.CpuUsage.TotalTime;
            var load = await SippLoad.CallAsync(target, rate, seconds);
            var cpu = (Environment.CpuUsage.TotalTime - before) / TimeSpan.FromSeconds(seconds);
            p99 = rate == rates[0] ? load.P99 : p99;
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

        public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

        public void OnRegistrationChanged(string user, bool reachable)
        {
        }
    }
}
