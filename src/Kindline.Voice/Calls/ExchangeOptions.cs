using System.Net;
using System.Net.Security;
using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Guard;

namespace Kindline.Voice.Calls;

/// <summary>How an <see cref="Exchange"/> presents itself.</summary>
public sealed record ExchangeOptions
{
    /// <summary>The address to listen on.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>The UDP and TCP port; TLS takes the next one. 0 for any that are free.</summary>
    public int SipPort { get; init; } = 5060;

    /// <summary>The address that peers beyond this machine reach us at, where it is not the one that we send from.</summary>
    public IPAddress? Advertised { get; init; }

    /// <summary>
    /// What TLS connections are accepted with, asked at each one, so that a certificate can be replaced; null for no TLS. RFC 5922 says
    /// what names the certificate should hold.
    /// </summary>
    public Func<SslServerAuthenticationOptions>? Tls { get; init; }

    /// <summary>The User-Agent and Server fields.</summary>
    public string UserAgent { get; init; } = "Kindline";

    /// <summary>The realm of digest challenges.</summary>
    public string Realm { get; init; } = "kindline";

    /// <summary>The trunks at the start; <see cref="Exchange.SetTrunks"/> changes them.</summary>
    public IReadOnlyList<Trunk> Trunks { get; init; } = [];

    /// <summary>How strict the guard before the SIP ports is.</summary>
    public GuardOptions Guard { get; init; } = new();

    /// <summary>From where SIP is heard at the start; <see cref="Exchange.SetAccessLists"/> changes it.</summary>
    public AccessLists AccessLists { get; init; } = AccessLists.Open;

    /// <summary>How often registered phones are asked whether they are there.</summary>
    public TimeSpan QualifyEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Ends a leg that has sent no audio for so long; one on hold is asked by OPTIONS instead. Zero does neither.</summary>
    public TimeSpan EndSilentLegAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The chance in the choice of trunks and in their waits; a seeded one makes them repeatable. Not to be used elsewhere.</summary>
    public Random Random { get; init; } = new();

    /// <summary>What stands between our audio and that of browsers and encrypted trunks; without one their calls are refused with 503.</summary>
    public IMediaRelay? Relay { get; init; }

    /// <summary>The address at which the relay reaches our audio ports.</summary>
    public IPAddress RelayReachesUsAt { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the signalling of each leg that has a <see cref="LegLabel"/>, some seconds after its end. Must not block; runs on a timer's thread.</summary>
    public Action<LegTrace> KeepTrace { get; init; } = static _ => { };

    /// <summary>Whose audio needs the relay whatever its trunk: WebRTC is all that a browser speaks.</summary>
    internal Func<SipFlow, bool> NeedsRelay { get; init; } = static flow => flow.IsWebSocket;
}
