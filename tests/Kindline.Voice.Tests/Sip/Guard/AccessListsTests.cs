using System.Net;
using System.Text;
using Kindline.Voice.Sip.Guard;

namespace Kindline.Voice.Tests.Sip.Guard;

public sealed class AccessListsTests
{
    [Fact]
    public void Networks_and_addresses_are_read_whatever_parts_them()
    {
        AccessLists.Parse("192.0.2.0/24, 198.51.100.7\n2001:db8::/32", out var networks).ShouldBeNull();

        networks.Select(n => n.ToString()).ShouldBe(["192.0.2.0/24", "198.51.100.7/32", "2001:db8::/32"]);
    }

    [Theory]
    [InlineData("192.0.2.0/24, carrier", "carrier")]
    [InlineData("192.0.2.0/33", "192.0.2.0/33")]
    [InlineData("7", "7")]
    public void What_is_no_network_is_named(string text, string wrong)
    {
        AccessLists.Parse(text, out var networks).ShouldBe(wrong);

        networks.ShouldBeEmpty();
    }

    [Fact]
    public void Texts_never_throw_and_read_as_written()
    {
        var mutation = new Mutation(11, ["192.0.2.0/24, 198.51.100.7"u8.ToArray(), "2001:db8::/32 ::ffff:192.0.2.1 fe80::1%eth0"u8.ToArray()]);

        for (var i = 0; i < 20_000; i++)
        {
            var text = Encoding.Latin1.GetString(mutation.Next());
            Should.NotThrow(() => Exercise(text), $"input {i}");
        }
    }

    private static void Exercise(string text)
    {
        if (AccessLists.Parse(text, out var networks) is null)
        {
            AccessLists.Parse(string.Join(' ', networks), out var again).ShouldBeNull();
            again.ShouldBe(networks);
        }
        if (SourceKey.TryParse(text, out var source))
        {
            SourceKey.TryParse(source.ToString(), out var same).ShouldBeTrue();
            same.ShouldBe(source);
        }
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    public void A_source_is_an_address_or_a_network_of_64_bits(string address, string source) =>
        SourceKey.Of(IPAddress.Parse(address)).ToString().ShouldBe(source);
}
