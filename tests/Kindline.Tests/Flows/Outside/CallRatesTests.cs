using Kindline.Flows.Outside;

namespace Kindline.Tests.Flows.Outside;

public sealed class CallRatesTests
{
    [Theory]
    [InlineData("+1=1.5 +1512=3", "+15125550177", 3)]
    [InlineData("+1=1.5 +1512=3", "+12125550177", 1.5)]
    [InlineData("+1=1.5, +44=9", "+81355550177", 9)]
    [InlineData("", "+12125550177", 0)]
    public void A_price_is_found_by_how_the_number_begins(string rates, string number, double cents)
    {
        CallRates.Parse(rates, out var read).ShouldBeNull();

        read.CentsOf(number).ShouldBe((decimal)cents);
    }

    [Theory]
    [InlineData("+1", "+1")]
    [InlineData("+1=1 44=2", "44=2")]
    [InlineData("+1=-1", "+1=-1")]
    [InlineData("+1=1,5", "5")]
    [InlineData("+1=1e9", "+1=1e9")]
    [InlineData("+1=99999999999999999999999999999999", "+1=99999999999999999999999999999999")]
    public void What_is_no_price_is_named(string rates, string wrong) => CallRates.Parse(rates, out _).ShouldBe(wrong);
}
