using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>Kamailio as the gateway of a carrier that speaks TLS only.</summary>
public sealed class TlsTrunkTests : IDisposable
{
    private readonly TestAuthority authority = new();
    private readonly TestAuthority stranger = new("stranger");

    [Fact]
    public async Task A_carrier_is_called_held_and_hung_up_on_inside_TLS()
    {
        await using var test = await TestExchange.StartAsync();
        var carrier = Sipp.Answering("held", test.Address);
        await using var gateway = await Kamailio.StartAsync(test.Address, carrier.Address, new KamailioTls(authority.Sign("127.0.0.1")));
        var label = new LegLabel(Guid.CreateVersion7(), "callee");
        var request = new DialRequest(new DialTarget.OnTrunk(Of(gateway), "+15125550199"), "+15125550100") { Label = label };

        var leg = (await test.Exchange.DialAsync(request, Patience.Token())).ShouldBeOfType<DialOutcome.Answered>().Leg;
        (await leg.HoldAsync(Patience.Token())).ShouldBeTrue();
        await leg.HangUpAsync();

        (await carrier.Ended).ShouldBeEmpty();
        var messages = test.Exchange.TracesOf(label.Call)[0].Messages;
        messages.ShouldAllBe(m => m.Protocol == SipProtocol.Tls);
        messages[0].Text.ShouldContain("Via: SIP/2.0/TLS ");
        messages[0].Text.ShouldMatch(@"Contact: <sip:[^>]*;transport=tls>");
        messages[0].Text.ShouldNotContain("sips:");
    }

    [Theory]
    [InlineData("stranger", ConnectFault.NotTrusted, "certificate not trusted")]
    [InlineData("expired", ConnectFault.Expired, "certificate not valid now")]
    [InlineData("other name", ConnectFault.WrongName, "name in the certificate does not match")]
    public async Task A_gateway_that_is_not_who_it_should_be_gets_no_call_and_the_next_trunk_does(string gatewayIs, ConnectFault fault, string words)
    {
        await using var test = await TestExchange.StartAsync();
        using var next = new TestPeer(test.Address);
        await using var gateway = await Kamailio.StartAsync(test.Address, next.Address, new KamailioTls(CertificateOf(gatewayIs)));
        var trunk = Of(gateway) with { AskEvery = TimeSpan.FromSeconds(30), SilentFor = TimeSpan.FromSeconds(30) };
        List<TrunkAttempt> attempts = [];
        test.Exchange.SetTrunks([trunk, Plain("next", next)]);
        var status = await test.Desk.NextTrunkAsync();
        var request = new DialRequest(new DialTarget.Outside("+15125550199"), "+15125550100") { Attempted = attempts.Add };
        test.Exchange.SetTrunks([trunk with { AskEvery = TimeSpan.Zero }, Plain("next", next)]);

        var dialling = test.Exchange.DialAsync(request, Patience.Token());
        await next.SendAsync(TestPeer.WithSdp(next.Answer(await next.NextAsync("INVITE"), 200), TestPeer.Sdp()));

        (await dialling.Soon()).ShouldBeOfType<DialOutcome.Answered>();
        (status.Name, status.State, status.Fault).ShouldBe(("carrier", TrunkState.Down, fault));
        attempts.ShouldBe([new TrunkAttempt("carrier", 503, words), new TrunkAttempt("next", 200, "answered")]);
    }

    [Fact]
    public async Task A_carrier_that_asks_who_comes_sees_our_certificate()
    {
        var pem = stranger.Sign("kindline.example");
        using var own = X509Certificate2.CreateFromPem(pem, pem);
        await using var test = await TestExchange.StartAsync(
            options: new ExchangeOptions { Trunks = [TestExchange.AnyPeer], Tls = () => new SslServerAuthenticationOptions { ServerCertificate = own } });
        await using var gateway = await Kamailio.StartAsync(test.Address, test.Address, new KamailioTls(authority.Sign("127.0.0.1"), stranger.Pem));
        test.Exchange.SetTrunks([Of(gateway)]);

        (await test.Exchange.AskTrunkAsync("carrier", Patience.Token()))!.Status.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_carrier_that_asks_who_comes_hangs_up_on_who_has_no_certificate()
    {
        await using var test = await TestExchange.StartAsync();
        await using var gateway = await Kamailio.StartAsync(test.Address, test.Address, new KamailioTls(authority.Sign("127.0.0.1"), stranger.Pem));
        test.Exchange.SetTrunks([Of(gateway)]);

        (await test.Exchange.AskTrunkAsync("carrier", Patience.Token()))!.Status.ShouldBeNull();

        var status = test.Exchange.TrunkStatuses[0];
        (status.State, status.Fault).ShouldBe((TrunkState.Down, ConnectFault.Closed));
    }

    [Fact]
    public async Task A_call_of_the_carriers_comes_in_by_TLS_and_is_hung_up_on_there()
    {
        var pem = authority.Sign("127.0.0.1");
        using var own = X509Certificate2.CreateFromPem(pem, pem);
        await using var test = await TestExchange.StartAsync(
            options: new ExchangeOptions { Tls = () => new SslServerAuthenticationOptions { ServerCertificate = own } });
        var tls = new IPEndPoint(IPAddress.Loopback, test.Exchange.TlsPort!.Value);
        await using var gateway = await Kamailio.StartAsync(tls, test.Address, new KamailioTls(pem));
        test.Exchange.SetTrunks([Of(gateway) with { From = TestExchange.AnyPeer.From }]);
        test.Desk.OnIncoming = async (call, ct) => await call.Leg.AnswerAsync(ct);
        await using var caller = await ProxiedCaller.ConnectAsync("UDP", gateway);

        await caller.CallAsync();
        await caller.ObeyAsync("BYE");

        var call = await test.Desk.NextCallAsync();
        (call.Trunk?.Name, call.Leg.Flow.Protocol).ShouldBe(("carrier", SipProtocol.Tls));
    }

    public void Dispose()
    {
        authority.Dispose();
        stranger.Dispose();
    }

    private string CertificateOf(string kind) => kind switch
    {
        "stranger" => stranger.Sign("127.0.0.1"),
        "expired" => authority.Sign(TimeProvider.System.GetUtcNow().AddDays(-1), "127.0.0.1"),
        "other name" => authority.Sign("sip.other.example"),
        _ => authority.Sign("127.0.0.1"),
    };

    private Trunk Of(Kamailio gateway) => new("carrier", [], new IPEndPoint(IPAddress.Loopback, gateway.TlsPort))
    {
        Transport = TrunkTransport.Tls,
        Authority = authority.Pem,
        AskEvery = TimeSpan.Zero,
    };

    private static Trunk Plain(string name, TestPeer peer) => new(name, [], peer.Address) { Priority = 2, AskEvery = TimeSpan.Zero };
}
