using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>Who has to be at the other end of a TLS connection of ours (RFC 5922 7), asked by OPTIONS.</summary>
public sealed class TlsPeerTests : IDisposable
{
    private const string Domain = "sip.carrier.example";

    private readonly TestAuthority authority = new();
    private readonly TestAuthority stranger = new("stranger");

    [Theory]
    [InlineData(null, "127.0.0.1")]
    [InlineData(Domain, Domain)]
    [InlineData(Domain, "*.carrier.example")]
    [InlineData(Domain, "sip:sip.carrier.example", "sbc1.carrier.example")]
    public async Task A_gateway_that_shows_its_name_is_up(string? domain, params string[] names)
    {
        var status = await AskAsync(authority.Sign(names), domain);

        (status.State, status.Fault).ShouldBe((TrunkState.Up, null));
    }

    [Theory]
    [InlineData(null, "127.0.0.2")]
    [InlineData(null, "localhost")]
    [InlineData(Domain, "127.0.0.1")]
    [InlineData(Domain, "sip.other.example")]
    [InlineData(Domain, "*.example")]
    [InlineData(Domain, "sip:other.example", Domain)]
    [InlineData(Domain, "sip:person@sip.carrier.example")]
    public async Task A_gateway_that_shows_another_name_is_down(string? domain, params string[] names)
    {
        var status = await AskAsync(authority.Sign(names), domain);

        (status.State, status.Fault).ShouldBe((TrunkState.Down, ConnectFault.WrongName));
    }

    [Fact]
    public async Task Only_whom_the_carriers_own_authority_has_signed_is_trusted()
    {
        var status = await AskAsync(stranger.Sign("127.0.0.1"), null);

        (status.State, status.Fault).ShouldBe((TrunkState.Down, ConnectFault.NotTrusted));
    }

    [Fact]
    public async Task Without_an_authority_this_machines_are_trusted_and_nobody_elses()
    {
        await using var gateway = new TlsGateway(authority.Sign("127.0.0.1"));

        var status = await AskAsync(Of(gateway, null) with { Authority = null });

        (status.State, status.Fault).ShouldBe((TrunkState.Down, ConnectFault.NotTrusted));
    }

    [Fact]
    public async Task An_authority_that_is_none_trusts_nobody()
    {
        await using var gateway = new TlsGateway(authority.Sign("127.0.0.1"));

        var status = await AskAsync(Of(gateway, null) with { Authority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" });

        status.Fault.ShouldBe(ConnectFault.NotTrusted);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(900)]
    public async Task A_certificate_that_is_not_valid_today_is_refused(int endsInDays)
    {
        var status = await AskAsync(authority.Sign(TimeProvider.System.GetUtcNow().AddDays(endsInDays), "127.0.0.1"), null);

        (status.State, status.Fault).ShouldBe((TrunkState.Down, ConnectFault.Expired));
    }

    [Fact]
    public async Task Old_TLS_is_not_spoken()
    {
#pragma warning disable CA5397, SYSLIB0039 // the very thing that is to be refused
        await using var gateway = new TlsGateway(authority.Sign("127.0.0.1"), SslProtocols.Tls11);
#pragma warning restore CA5397, SYSLIB0039

        var status = await AskAsync(Of(gateway, null));

        (status.State, status.Fault).ShouldBe((TrunkState.Down, ConnectFault.NoTls));
    }

    [Fact]
    public async Task Who_keeps_silent_to_our_greeting_speaks_no_TLS()
    {
        var clock = new ManualClock();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var trunk = new Trunk("carrier", [], (IPEndPoint)silent.LocalEndpoint)
        {
            Transport = TrunkTransport.Tls,
            AskEvery = TimeSpan.Zero,
            SilentFor = TimeSpan.FromSeconds(32),
        };
        await using var test = await TestExchange.StartAsync(clock, new ExchangeOptions { Trunks = [trunk] });
        var asking = test.Exchange.AskTrunkAsync("carrier", Patience.Token());
        using var connection = await silent.AcceptTcpClientAsync(Patience.Token());
        await connection.GetStream().ReadExactlyAsync(new byte[1], Patience.Token());

        clock.Advance(TimeSpan.FromSeconds(10));

        (await asking)!.Status.ShouldBeNull();
        test.Exchange.TrunkStatuses[0].Fault.ShouldBe(ConnectFault.NoTls);
    }

    [Fact]
    public async Task Where_nothing_listens_it_says_so()
    {
        var gateway = new TlsGateway(authority.Sign("127.0.0.1"));
        var trunk = Of(gateway, null);
        await gateway.DisposeAsync();

        var status = await AskAsync(trunk);

        (status.State, status.Fault).ShouldBe((TrunkState.Down, ConnectFault.Unreachable));
    }

    [Fact]
    public async Task One_connection_serves_until_it_breaks_and_then_another()
    {
        await using var gateway = new TlsGateway(authority.Sign("127.0.0.1"));
        await using var test = await TestExchange.StartAsync(TimeProvider.System, new ExchangeOptions { Trunks = [Of(gateway, null)] });

        (await test.Exchange.AskTrunkAsync("carrier", Patience.Token()))!.Status.ShouldBe(200);
        (await test.Exchange.AskTrunkAsync("carrier", Patience.Token()))!.Status.ShouldBe(200);
        var before = gateway.Connections;
        await gateway.DropAsync();
        // The end may be noticed while the question is on its way: then that question fails, and the next does not.
        await test.Exchange.AskTrunkAsync("carrier", Patience.Token());
        var answer = await test.Exchange.AskTrunkAsync("carrier", Patience.Token());

        (before, answer!.Status, gateway.Connections).ShouldBe((1, 200, 2));
    }

    [Fact]
    public async Task Trunks_at_one_address_with_other_names_share_no_connection()
    {
        await using var gateway = new TlsGateway(authority.Sign("a.example", "b.example"));
        Trunk[] trunks = [Of(gateway, "a.example") with { Name = "a" }, Of(gateway, "b.example") with { Name = "b" }, Of(gateway, "c.example") with { Name = "c" }];
        await using var test = await TestExchange.StartAsync(TimeProvider.System, new ExchangeOptions { Trunks = trunks });

        (await test.Exchange.AskTrunkAsync("a", Patience.Token()))!.Status.ShouldBe(200);
        (await test.Exchange.AskTrunkAsync("b", Patience.Token()))!.Status.ShouldBe(200);
        (await test.Exchange.AskTrunkAsync("c", Patience.Token()))!.Status.ShouldBeNull("its name is not in the certificate");

        gateway.Connections.ShouldBe(3);
    }

    public void Dispose()
    {
        authority.Dispose();
        stranger.Dispose();
    }

    private Trunk Of(TlsGateway gateway, string? domain) => new("carrier", [], gateway.Address)
    {
        Transport = TrunkTransport.Tls,
        Authority = authority.Pem,
        Domain = domain,
        AskEvery = TimeSpan.Zero,
    };

    private async Task<TrunkStatus> AskAsync(string pem, string? domain)
    {
        await using var gateway = new TlsGateway(pem);
        return await AskAsync(Of(gateway, domain));
    }

    /// <summary>How the trunk is once it was asked.</summary>
    private static async Task<TrunkStatus> AskAsync(Trunk trunk)
    {
        await using var test = await TestExchange.StartAsync(TimeProvider.System, new ExchangeOptions { Trunks = [trunk] });
        await test.Exchange.AskTrunkAsync(trunk.Name, Patience.Token());
        return test.Exchange.TrunkStatuses[0];
    }
}
