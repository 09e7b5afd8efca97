using System.Net;
using Kindline.Foundation;

namespace Kindline.Tests.Foundation;

public sealed class KindlineOptionsTests
{
    [Fact]
    public void Without_settings_it_runs_as_a_demo_on_loopback()
    {
        var options = KindlineOptions.FromEnvironment(_ => null);

        options.HttpPort.ShouldBe(5080);
        options.Bind.ShouldBe(IPAddress.Loopback);
        options.Demo.ShouldBeTrue();
        options.KeyFile.ShouldBe($"{options.DataFolder}.key");
        options.SessionIdle.ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void A_real_centre_listens_on_all_addresses() => From(("KINDLINE_DEMO", "0")).Bind.ShouldBe(IPAddress.Any);

    [Fact]
    public void The_TURN_server_runs_where_others_than_this_machine_call()
    {
        From().TurnPort.ShouldBe(0);
        From(("KINDLINE_TURN", "3479")).TurnPort.ShouldBe(3479);
        From(("KINDLINE_BIND", "10.0.0.5")).TurnPort.ShouldBe(3478);
        From(("KINDLINE_BIND", "10.0.0.5"), ("KINDLINE_TURN", "0")).TurnPort.ShouldBe(0);
    }

    [Theory]
    [InlineData("KINDLINE_HTTP", "eighty")]
    [InlineData("KINDLINE_HTTP", "65536")]
    [InlineData("KINDLINE_HTTP", "-1")]
    [InlineData("KINDLINE_SIP", "5060a")]
    [InlineData("KINDLINE_MLLP", "1e3")]
    [InlineData("KINDLINE_RTP", "20000")]
    [InlineData("KINDLINE_RTP", "30000-20000")]
    [InlineData("KINDLINE_RTPENGINE", "a-b")]
    [InlineData("KINDLINE_TURN", "on")]
    [InlineData("KINDLINE_BIND", "somewhere")]
    [InlineData("KINDLINE_ADVERTISE", "example.test")]
    [InlineData("KINDLINE_TRUNK", "203.0.113.7:5060")]
    [InlineData("KINDLINE_TRUNK", "127.0.0.1")]
    [InlineData("KINDLINE_TOWN_SPEED", "0")]
    [InlineData("KINDLINE_TOWN_LOAD", "61")]
    [InlineData("KINDLINE_SESSION_IDLE_MINUTES", "0")]
    [InlineData("KINDLINE_SESSION_HOURS", "25")]
    [InlineData("KINDLINE_LOCKOUT_FAILURES", "many")]
    public void A_value_that_cannot_be_used_is_named(string variable, string value) =>
        Should.Throw<SettingException>(() => From((variable, value))).Message.ShouldStartWith($"{variable} must be ");

    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("20000-20999", 20000, 20999)]
    public void A_range_of_ports_is_first_and_last_or_any(string text, int first, int last) => From(("KINDLINE_RTP", text)).RtpPorts.ShouldBe((first, last));

    private static KindlineOptions From(params (string Name, string Value)[] set) =>
        KindlineOptions.FromEnvironment(name => Array.Find(set, s => s.Name == name).Value);
}
