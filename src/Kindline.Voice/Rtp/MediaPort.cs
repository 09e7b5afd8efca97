using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Kindline.Voice.Audio;

namespace Kindline.Voice.Rtp;

/// <summary>
/// One call leg's audio: a pair of UDP ports, what the peer says, what it hears. May be used from any thread; changes are heard
/// within a frame or two. What a leg hears, first that there is: the others of its <see cref="Conference"/> with a prompt
/// mixed in, a prompt, the background, silence (which is sent too, so that routers in between keep the way open).
/// </summary>
public sealed class MediaPort : IAsyncDisposable
{
    private const int MaxWaitingDigits = 64;

    private readonly MediaEngine engine;
    private readonly Channel<char> digits = Channel.CreateBounded<char>(
        new BoundedChannelOptions(MaxWaitingDigits) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly RtpReceiver receiver;
    private readonly RtpSender sender;
    private readonly DigitSender dialling = new();
    private readonly RtcpSession rtcp;
    private readonly Task receiving;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly short[] input = new short[AudioFrame.Samples];
    private readonly short[] mixed = new short[AudioFrame.Samples];
    private readonly short[] output = new short[AudioFrame.Samples];
    private volatile RemoteMedia? remote;
    private volatile bool muted;
    private Playback? playing;
    private IAudioSource? background;
    private bool hearsOthers;
    private bool failed;

    internal MediaPort(MediaEngine engine, PortPair sockets)
    {
        this.engine = engine;
        Sockets = sockets;
        receiver = new RtpReceiver(engine.Clock, digits.Writer, engine.Conceals);
        sender = new RtpSender(sockets.Rtp);
        rtcp = new RtcpSession(sockets.Rtcp, engine.Clock);
        receiving = Task.WhenAll(
            DatagramLoop.RunAsync(sockets.Rtp, receiver.Receive),
            DatagramLoop.RunAsync(sockets.Rtcp, (datagram, from) => rtcp.Receive(datagram, from, sender.Ssrc, receiver.Peer)));
    }

    /// <summary>Where we receive RTP; RTCP is at the next port.</summary>
    public IPEndPoint Local => Sockets.Local;

    /// <summary>
    /// The keys that the peer presses (0-9, *, #, A-D), each once: by RFC 4733, however many packets told of it, and only where that was
    /// not negotiated by their tones. If nobody reads, the last 64 wait. Completed when the port is disposed.
    /// </summary>
    public ChannelReader<char> Digits => digits.Reader;

    /// <summary>What we receive from this leg is not passed on and not recorded; its keys still are read.</summary>
    public bool Muted
    {
        get => muted;
        set => muted = value;
    }

    /// <summary>A snapshot of the counters.</summary>
    public MediaStatistics Statistics => receiver.Statistics(sender, rtcp.FromPeer);

    /// <summary>Since the last RTP packet from the peer; null before the first.</summary>
    public TimeSpan? SilentFor => receiver.SilentFor;

    internal PortPair Sockets { get; }

    /// <summary>The conference this port is a member of. Of the media thread.</summary>
    internal Conference? Conference { get; set; }

    /// <summary>What the peer said in this tick.</summary>
    internal ReadOnlySpan<short> Input => input;

    /// <summary>Begins to send and to listen, or changes to what a re-INVITE settled.</summary>
    public void Connect(RemoteMedia remote)
    {
        receiver.Connect(remote);
        rtcp.Connect(remote);
        this.remote = remote;
    }

    /// <summary>
    /// Plays to this leg. What was playing ends (its task completes). The task completes at the source's end, when the leg is
    /// bridged with another, when the port is disposed, and when <paramref name="ct"/> fires: no exception then. It fails only
    /// with what the source threw. Nothing plays before <see cref="Connect"/>.
    /// </summary>
    public async Task PlayAsync(IAudioSource source, CancellationToken ct)
    {
        var playback = new Playback(source);
        engine.Post(() => Start(playback));
        await using (ct.UnsafeRegister(static p => ((Playback)p!).End(), playback).ConfigureAwait(false))
        {
            await playback.Done.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Hold music or ringback: heard while nothing else plays and the leg is not bridged (in no conference, alone in one, or held in
    /// one). Null for silence. A source that ends is dropped.
    /// </summary>
    public void SetBackground(IAudioSource? source) => engine.Post(() => background = source);

    /// <summary>
    /// Presses keys, 100 ms each with 60 ms between, as telephone-events or, where the peer has none, as tones. Completes when
    /// all are sent, the port is disposed or, after the key begun, <paramref name="ct"/> fires.
    /// </summary>
    /// <param name="digits">Of 0-9, *, #, A-D.</param>
    /// <param name="ct">Stops before the next key.</param>
    /// <exception cref="ArgumentException">Another character.</exception>
    public Task SendDigitsAsync(string digits, CancellationToken ct)
    {
        var keys = digits.ToUpperInvariant();
        if (keys.AsSpan().ContainsAnyExcept(TelephoneEvent.AllKeys))
        {
            throw new ArgumentException("Keys are 0-9, *, #, A-D.", nameof(digits));
        }
        var order = new DigitOrder(keys, ct);
        engine.Post(() => dialling.Enqueue(order));
        return order.Done.Task;
    }

    /// <summary>Leaves its conference, ends what plays, closes the sockets; done when the ports are free again.</summary>
    public async ValueTask DisposeAsync()
    {
        engine.Post(() => engine.Close(this));
        await closed.Task.ConfigureAwait(false);
        await receiving.ConfigureAwait(false);
    }

    /// <summary>Phase one of a tick: takes what the peer said.</summary>
    internal void Pull()
    {
        hearsOthers = false;
        receiver.Read(input);
        if (muted || remote is not { Receives: true })
        {
            Array.Clear(input);
        }
    }

    /// <summary>Where the conference puts what this leg hears of the others in this tick.</summary>
    internal Span<short> HearOthers()
    {
        hearsOthers = true;
        return mixed;
    }

    /// <summary>Phase two: what the peer hears goes out.</summary>
    internal void Send()
    {
        if (remote is not { } media)
        {
            return;
        }
        sender.To = media.Sends ? receiver.Peer : null;
        try
        {
            Render();
            if (!dialling.Dial(sender, media.TelephoneEventPayload, output) || media.TelephoneEventPayload is null)
            {
                sender.SendAudio(media.Codec, output);
            }
        }
        finally
        {
            sender.NextFrame(sent: media.Sends);
        }
        rtcp.Tick(sender, receiver);
    }

    /// <summary>On the media thread: what plays ends, because others are heard now.</summary>
    internal void EndPrompt()
    {
        playing?.End();
        playing = null;
    }

    /// <summary>No longer of this engine.</summary>
    internal bool Closed => closed.Task.IsCompleted;

    /// <summary>True once: only the first failure of a port is worth a log line.</summary>
    internal bool FirstFailure() => !failed && (failed = true);

    internal void CloseSockets()
    {
        Conference?.Drop(this);
        EndPrompt();
        dialling.Abandon();
        digits.Writer.TryComplete();
        SayGoodbye();
        Sockets.Rtp.Dispose();
        Sockets.Rtcp.Dispose();
        closed.TrySetResult();
    }

    private void SayGoodbye()
    {
        try
        {
            rtcp.Send(sender, receiver, bye: true);
        }
        catch (SocketException)
        {
            // No way to the peer any more; it will notice the silence.
        }
    }

    private void Start(Playback playback)
    {
        EndPrompt();
        if (Closed)
        {
            playback.End();
            return;
        }
        playing = playback;
    }

    private void Render()
    {
        if (hearsOthers)
        {
            mixed.CopyTo(output.AsSpan());
        }
        else if (playing is not { Ended: false } && background is { } source)
        {
            // A source that throws is out before it does.
            background = null;
            background = source.Read(output) ? source : null;
        }
        else
        {
            Array.Clear(output);
        }
        if (playing is not null && !playing.MixInto(output))
        {
            playing = null;
        }
    }
}
