using System.Runtime.InteropServices;
using Kindline.Foundation;

namespace Kindline.Telephony;

/// <summary>
/// SIGTERM and Ctrl-C drain: new calls get 503, running ones may finish for as long as KINDLINE_DRAIN_SECONDS (30) allows, the
/// desktop works on meanwhile. A second signal stops at once.
/// </summary>
internal sealed partial class DrainingLifetime(
    KindlineOptions options, IHostApplicationLifetime host, LiveCalls calls, Drain drain, TimeProvider clock, ILogger<DrainingLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => signals.ForEach(s => s.Dispose());

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (drain.Begin())
        {
            _ = DrainAsync();
        }
        else
        {
            host.StopApplication();
        }
    }

    private async Task DrainAsync()
    {
        var until = clock.GetUtcNow() + options.DrainFor;
        if (calls.Count > 0)
        {
            LogDraining(calls.Count, options.DrainFor.TotalSeconds);
        }
        while (calls.Count > 0 && clock.GetUtcNow() < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock);
        }
        host.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: no new calls are taken, {Calls} may finish within {Seconds} s")]
    private partial void LogDraining(int calls, double seconds);
}

/// <summary>Whether new calls are still taken.</summary>
public sealed class Drain : IDisposable
{
    private readonly CancellationTokenSource beginning = new();
    private int begun;

    public bool Begun => Volatile.Read(ref begun) == 1;

    /// <summary>Fires when no new calls are taken any more.</summary>
    public CancellationToken Beginning => beginning.Token;

    /// <summary>True for the first who asks.</summary>
    public bool Begin()
    {
        if (Interlocked.Exchange(ref begun, 1) != 0)
        {
            return false;
        }
        beginning.Cancel();
        return true;
    }

    public void Dispose() => beginning.Dispose();
}
