using Kindline.Voice.Calls;
using Kindline.Voice.Tests.Calls;

namespace Kindline.Voice.Tests.Conformance;

/// <summary>A phone that names a private address and is seen under a public one (RFC 3581, RFC 4961).</summary>
public sealed class NatTests
{
    [Fact]
    public async Task A_phone_behind_a_router_registers_is_called_and_both_hear_each_other()
    {
        await using var nat = await NatRouter.OpenAsync();
        await using var test = await TestExchange.StartAsync(options: new ExchangeOptions { Bind = nat.Here });
        var folder = Directory.CreateTempSubdirectory("kindline-nat-");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "speech.ulaw"), [.. Enumerable.Range(0, 8000).Select(n => (byte)(n % 16 < 8 ? 0x90 : 0x10))], TestContext.Current.CancellationToken);
        var place = new SippPlace(nat.Inside, NatRouter.Phone, folder.FullName);
        const string Port = "5066";
        (await Sipp.PlayAsync(place, "../register", test.Address, "-s", "desk1", "-p", Port)).ShouldBeEmpty();
        var contact = test.Exchange.Registrar.Contacts("desk1").ShouldHaveSingleItem();
        contact.Contact.Host.ShouldBe(NatRouter.Phone);
        contact.Flow.Remote.Address.ShouldBe(nat.Public);
        contact.Flow.Remote.Port.ShouldBeInRange(40000, 49999);

        var phone = Sipp.PlayAsync(place, "router-phone", test.Address, "-p", Port, "-mp", "6000");
        var outcome = await test.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "+15125550100"), Patience.Token());
        var leg = outcome.ShouldBeOfType<DialOutcome.Answered>().Leg;
        (await phone).ShouldBeEmpty();
        await Patience.UntilAsync(leg.Ended).Soon();

        leg.End.ShouldNotBeNull().Why.ShouldBe("BYE");
        leg.Media.Statistics.PacketsReceived.ShouldBeGreaterThan(40);
        (await nat.PacketsToPhoneAsync()).ShouldBeGreaterThan(40, "our sound came through the router");
        folder.Delete(recursive: true);
    }
}
