using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>Who is tried first (RFC 2782).</summary>
public sealed class TrunkOrderTests
{
    private static readonly IPEndPoint Somewhere = new(IPAddress.Loopback, 5060);

    [Fact]
    public void Lower_priorities_go_first_whatever_their_weight()
    {
        Trunk[] trunks = [Of("second", 2, 100), Of("first", 1, 1), Of("third", 3, 50)];

        var order = TrunkOrder.Of(trunks, _ => true, new Random(1));

        order.Select(t => t.Name).ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public void Within_a_priority_the_weight_is_the_share()
    {
        Trunk[] trunks = [Of("small", 1, 1), Of("large", 1, 3)];
        var chance = new Random(7);

        var first = Enumerable.Range(0, 10_000).Count(_ => TrunkOrder.Of(trunks, _ => true, chance)[0].Name == "large");

        first.ShouldBeInRange(5_800, 7_700);
    }

    [Fact]
    public void The_same_seed_gives_the_same_order()
    {
        Trunk[] trunks = [.. Enumerable.Range(0, 20).Select(n => Of($"t{n}", 1, n))];

        var orders = Enumerable.Range(0, 2).Select(_ => TrunkOrder.Of(trunks, _ => true, new Random(42)).Select(t => t.Name)).ToList();

        orders[0].ShouldBe(orders[1]);
        orders[0].Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public void One_that_is_down_comes_last_and_one_without_a_way_out_not_at_all()
    {
        Trunk[] trunks = [Of("down", 1, 1), Of("up", 2, 1), new Trunk("inward", [], null)];

        var order = TrunkOrder.Of(trunks, t => t.Name != "down", new Random(1));

        order.Select(t => t.Name).ShouldBe(["up", "down"]);
    }

    private static Trunk Of(string name, int priority, int weight) => new(name, [], Somewhere) { Priority = priority, Weight = weight };
}
