using System.Net;
using Kindline.Foundation;
using Kindline.Telephony;

namespace Kindline.Tests.Telephony;

/// <summary>Where rtpengine listens, towards us and towards browsers.</summary>
public sealed class RelayAddressesTests
{
    private static readonly IPAddress House = IPAddress.Parse("10.0.0.5");
    private static readonly IPAddress Second = IPAddress.Parse("10.1.0.5");
    private static readonly IPAddress World = IPAddress.Parse("203.0.113.7");

    [Fact]
    public void A_demo_on_loopback_relays_on_loopback() =>
        Interfaces(IPAddress.Loopback, null).ShouldBe(["inside/127.0.0.1", "outside/127.0.0.1"]);

    [Fact]
    public void A_centre_on_one_address_relays_there() => Interfaces(House, null).ShouldBe(["inside/10.0.0.5", "outside/10.0.0.5"]);

    [Fact]
    public void A_centre_on_any_address_is_met_on_all_of_them_and_meets_us_on_loopback() =>
        Interfaces(IPAddress.Any, null).ShouldBe(["inside/127.0.0.1", "outside/10.0.0.5", "outside/10.1.0.5"]);

    [Fact]
    public void An_advertised_address_is_one_more_way_and_not_the_only_one() =>
        Interfaces(IPAddress.Any, World).ShouldBe(["inside/127.0.0.1", "outside/10.0.0.5", "outside/10.1.0.5", "outside/10.0.0.5!203.0.113.7"]);

    [Fact]
    public void An_advertised_address_of_this_machine_is_there_already() =>
        Interfaces(IPAddress.Any, Second).ShouldBe(["inside/127.0.0.1", "outside/10.0.0.5", "outside/10.1.0.5"]);

    [Fact]
    public void A_machine_without_a_network_has_loopback() =>
        RelayAddresses.Of(Options(IPAddress.Any, null), []).Interfaces.Where(IsSide).ShouldBe(["inside/127.0.0.1", "outside/127.0.0.1"]);

    [Fact]
    public void A_carrier_without_ICE_is_told_the_one_address_by_which_it_reaches_us() =>
        RelayAddresses.Of(Options(IPAddress.Any, World), [House, Second]).Interfaces.Where(i => !IsSide(i))
            .ShouldBe(["at-127.0.0.1/127.0.0.1", "at-10.0.0.5/10.0.0.5", "at-10.1.0.5/10.1.0.5", "at-203.0.113.7/10.0.0.5!203.0.113.7"]);

    internal static KindlineOptions Options(IPAddress bind, IPAddress? advertised) =>
        new() { DataFolder = "/data", KeyFile = "/key", Bind = bind, Advertised = advertised };

    private static IEnumerable<string> Interfaces(IPAddress bind, IPAddress? advertised) =>
        RelayAddresses.Of(Options(bind, advertised), [House, Second]).Interfaces.Where(IsSide);

    private static bool IsSide(string name) => !name.StartsWith("at-", StringComparison.Ordinal);
}
