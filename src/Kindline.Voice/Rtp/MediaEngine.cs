using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Rtp;

/// <summary>
/// The one clock of all media: every 20 ms a dedicated thread takes a frame from each port's jitter buffer, mixes, sends and
/// records. It also owns the range of RTP ports. Ports and conferences belong to that thread; what other threads ask of them is
/// queued and done at the beginning of the next tick.
/// </summary>
public sealed partial class MediaEngine : IAsyncDisposable
{
    private readonly ConcurrentQueue<Action> requests = new();
    private readonly List<MediaPort> ports = [];
    private readonly List<Conference> conferences = [];
    private readonly PortRange range;
    private readonly ILogger logger;
    private readonly Lock gate = new();
    private readonly MediaThread? thread;

    /// <summary>Starts the clock.</summary>
    /// <param name="bind">The address of all RTP sockets.</param>
    /// <param name="firstPort">The first port of the range; 0 with 0 takes any free ports.</param>
    /// <param name="lastPort">The last port of the range; a call leg takes an even port and the next.</param>
    /// <param name="clock">The time of everything but the tick itself, which keeps to this clock's timestamps.</param>
    /// <param name="logger">Hears of late ticks and of ports that failed.</param>
    public MediaEngine(IPAddress bind, int firstPort, int lastPort, TimeProvider clock, ILogger logger)
        : this(bind, firstPort, lastPort, clock, logger, ownThread: true)
    {
    }

    /// <summary>With <paramref name="ownThread"/> false nothing happens but on <see cref="Tick"/>; requests are done at once.</summary>
    internal MediaEngine(IPAddress bind, int firstPort, int lastPort, TimeProvider clock, ILogger logger, bool ownThread)
    {
        range = new PortRange(bind, firstPort, lastPort);
        Clock = clock;
        this.logger = logger;
        thread = ownThread ? new MediaThread(clock, Tick, LogLate) : null;
    }

    /// <summary>Ticks so far, those that began more than half a frame late, and frames given up after a longer stall.</summary>
    public MediaClockStatistics ClockStatistics => thread?.Statistics ?? default;

    internal TimeProvider Clock { get; }

    /// <summary>False leaves what is lost silent, of ports opened from then on: for measuring what filling it is worth.</summary>
    internal bool Conceals { get; init; } = true;

    /// <summary>Binds a pair of ports. Nothing is sent before <see cref="MediaPort.Connect"/>.</summary>
    /// <exception cref="NoMediaPortException">The range is used up.</exception>
    public MediaPort Open()
    {
        var port = new MediaPort(this, range.Take());
        Post(() => ports.Add(port));
        return port;
    }

    /// <summary>Stops the clock and closes what is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (thread is not null)
        {
            await thread.DisposeAsync().ConfigureAwait(false);
        }
        lock (gate)
        {
            DoRequests();
            foreach (var port in ports.ToArray())
            {
                Close(port);
            }
        }
    }

    /// <summary>One frame of everything: 20 ms of each port's life.</summary>
    internal void Tick()
    {
        lock (gate)
        {
            DoRequests();
            foreach (var port in ports)
            {
                Guarded(port, static p => p.Pull());
            }
            foreach (var conference in conferences)
            {
                Guarded(conference, static c => c.Mix());
            }
            foreach (var port in ports)
            {
                Guarded(port, static p => p.Send());
            }
            foreach (var conference in conferences)
            {
                Guarded(conference, static c => c.Record());
            }
        }
    }

    /// <summary>Has the media thread do something at the beginning of its next tick; at once where there is no thread (any more).</summary>
    internal void Post(Action request)
    {
        requests.Enqueue(request);
        if (thread is null or { Stopped: true })
        {
            lock (gate)
            {
                DoRequests();
            }
        }
    }

    internal void Register(Conference conference) => Post(() => conferences.Add(conference));

    internal void Unregister(Conference conference) => conferences.Remove(conference);

    /// <summary>On the media thread: the port is out of everything and its sockets are free again.</summary>
    internal void Close(MediaPort port)
    {
        if (ports.Remove(port))
        {
            port.CloseSockets();
            range.Return(port.Sockets);
        }
    }

#pragma warning disable CA1031 // one leg's failure, whatever it is, must not silence all the others
    private void DoRequests()
    {
        while (requests.TryDequeue(out var request))
        {
            try
            {
                request();
            }
            catch (Exception failure)
            {
                LogFailed(failure);
            }
        }
    }

    private void Guarded(MediaPort port, Action<MediaPort> phase)
    {
        try
        {
            phase(port);
        }
        catch (Exception failure)
        {
            if (port.FirstFailure())
            {
                LogPortFailed(port.Local.Port, failure);
            }
        }
    }

    private void Guarded(Conference conference, Action<Conference> phase)
    {
        try
        {
            phase(conference);
        }
        catch (Exception failure)
        {
            conference.Recorder = null;
            LogFailed(failure);
        }
    }
#pragma warning restore CA1031

    [LoggerMessage(1, LogLevel.Warning, "The media clock fell behind by {Frames} frames")]
    private partial void LogLate(int frames);

    [LoggerMessage(2, LogLevel.Error, "The media port {Port} failed; further failures of it are not logged")]
    private partial void LogPortFailed(int port, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "A request to the media clock, a conference or its recorder failed")]
    private partial void LogFailed(Exception failure);
}
