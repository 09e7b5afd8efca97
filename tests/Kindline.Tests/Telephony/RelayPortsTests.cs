using Kindline.Telephony;

namespace Kindline.Tests.Telephony;

public sealed class RelayPortsTests
{
    [Fact]
    public void Servers_on_one_machine_get_different_blocks()
    {
        using var one = RelayPorts.Claim((0, 0));
        using var other = RelayPorts.Claim((0, 0));

        other.First.ShouldNotBeInRange(one.First, one.Last);
        (one.First % 2).ShouldBe(0);
        one.Last.ShouldBeGreaterThan(one.First + 100);
    }

    [Fact]
    public void Ports_that_are_set_are_taken_as_they_are()
    {
        using var ports = RelayPorts.Claim((21000, 21999));

        (ports.First, ports.Last).ShouldBe((21000, 21999));
    }
}
