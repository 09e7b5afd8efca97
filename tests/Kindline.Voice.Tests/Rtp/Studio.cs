using System.Net;
using Kindline.Voice.Audio;
using Kindline.Voice.Rtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Voice.Tests.Rtp;

/// <summary>An engine whose clock the test turns, over real sockets on loopback.</summary>
internal sealed class Studio : IAsyncDisposable
{
    internal Studio(TimeProvider? clock = null) =>
        Engine = new MediaEngine(IPAddress.Loopback, 0, 0, clock ?? TimeProvider.System, NullLogger.Instance, ownThread: false);

    internal MediaEngine Engine { get; }

    internal MediaPort Connected(FakePeer peer)
    {
        var port = Engine.Open();
        port.Connect(peer.Media());
        return port;
    }

    internal void Tick(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            Engine.Tick();
        }
    }

    /// <summary>Waits until the receive loop has seen so many packets, accepted or not.</summary>
    internal static Task Arrived(MediaPort port, long packets) =>
        Eventually(() => port.Statistics is var s && s.PacketsReceived + s.Rejected >= packets);

    internal static async Task Eventually(Func<bool> condition)
    {
        for (var i = 0; i < 2500 && !condition(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }
        condition().ShouldBeTrue();
    }

    /// <summary>The peers each say a frame, the clock ticks, and each peer's heard frame is kept.</summary>
    internal async Task<short[][]> Converse(int frames, params (FakePeer Peer, MediaPort Port, IAudioSource Voice)[] parties)
    {
        var heard = parties.Select(_ => new List<short>()).ToArray();
        var frame = new short[AudioFrame.Samples];
        var before = parties.Select(p => p.Port.Statistics.PacketsReceived).ToArray();
        for (var i = 1; i <= frames; i++)
        {
            foreach (var party in parties)
            {
                party.Voice.Read(frame);
                party.Peer.Send(party.Port, frame);
            }
            for (var p = 0; p < parties.Length; p++)
            {
                await Arrived(parties[p].Port, before[p] + i);
            }
            Tick();
            for (var p = 0; p < parties.Length; p++)
            {
                heard[p].AddRange(parties[p].Peer.ReceiveAudio());
            }
        }
        return [.. heard.Select(h => h.ToArray())];
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}

/// <summary>How much of one frequency is in a sound (Goertzel), as the amplitude of that sine, 0 to 1.</summary>
internal static class Goertzel
{
    internal static double Amplitude(ReadOnlySpan<short> samples, double frequency)
    {
        var coefficient = 2 * Math.Cos(2 * Math.PI * frequency / AudioFrame.SampleRate);
        double s1 = 0, s2 = 0;
        foreach (var sample in samples)
        {
            (s1, s2) = ((sample / 32768.0) + (coefficient * s1) - s2, s1);
        }
        return 2 * Math.Sqrt((s1 * s1) + (s2 * s2) - (coefficient * s1 * s2)) / samples.Length;
    }
}
