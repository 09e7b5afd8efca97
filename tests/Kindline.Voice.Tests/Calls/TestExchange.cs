using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Voice.Tests.Calls;

/// <summary>An exchange on loopback with real sockets. By default every peer on loopback is a trunk.</summary>
public sealed class TestExchange : IAsyncDisposable
{
    private readonly MediaEngine media;

    private TestExchange(TestDesk desk, MediaEngine media, Exchange exchange, IPAddress bind)
    {
        Address = new IPEndPoint(bind, exchange.SipPort);
        Desk = desk;
        this.media = media;
        Exchange = exchange;
    }

    public static Trunk AnyPeer { get; } = new("test", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], null);

    public TestDesk Desk { get; }

    public Exchange Exchange { get; }

    public IPEndPoint Address { get; }

    public static async Task<TestExchange> StartAsync(TimeProvider? clock = null, ExchangeOptions? options = null)
    {
        var desk = new TestDesk();
        var time = clock ?? TimeProvider.System;
        options ??= new ExchangeOptions { Trunks = [AnyPeer] };
        var media = new MediaEngine(options.Bind, 0, 0, TimeProvider.System, NullLogger.Instance);
        // A test's browser has no WebRTC: it speaks plain RTP unless the test brings a relay.
        options = options.Relay is null ? options with { NeedsRelay = static _ => false } : options;
        var exchange = new Exchange(options with { SipPort = 0 }, media, desk, time, NullLogger.Instance);
        await exchange.StartAsync(CancellationToken.None);
        return new TestExchange(desk, media, exchange, options.Bind);
    }

    public async ValueTask DisposeAsync()
    {
        await Exchange.DisposeAsync();
        await media.DisposeAsync();
    }
}
