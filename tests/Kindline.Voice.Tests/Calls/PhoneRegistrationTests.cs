using Kindline.Voice.Calls;

namespace Kindline.Voice.Tests.Calls;

/// <summary>One exchange that is a phone of another.</summary>
public sealed class PhoneRegistrationTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_registered_account_rings_where_it_registered()
    {
        await using var centre = await TestExchange.StartAsync();
        await using var phone = await TestExchange.StartAsync();
        var account = phone.Exchange.AccountAt(new PhoneAccount("desk1", "open-sesame", "kindline", centre.Address));

        (await account.RegisterAsync(Long)).ShouldBeTrue();
        var dialled = centre.Exchange.DialAsync(new DialRequest(new DialTarget.Phone("desk1"), "+15125550142"), Patience.Token());
        var rung = await phone.Desk.NextCallAsync();

        (rung.To, rung.From).ShouldBe(("desk1", "+15125550142"));
        await rung.Leg.RejectAsync(486, "Busy Here");
        (await dialled).ShouldBeOfType<DialOutcome.Busy>();
    }

    [Fact]
    public async Task It_is_found_no_more_once_it_has_left()
    {
        await using var centre = await TestExchange.StartAsync();
        await using var phone = await TestExchange.StartAsync();
        var account = phone.Exchange.AccountAt(new PhoneAccount("desk1", "open-sesame", "kindline", centre.Address));
        await account.RegisterAsync(Long);

        (await account.RegisterAsync(TimeSpan.Zero)).ShouldBeTrue();

        centre.Exchange.Registrar.Contacts("desk1").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        await using var centre = await TestExchange.StartAsync();
        await using var phone = await TestExchange.StartAsync();
        var account = phone.Exchange.AccountAt(new PhoneAccount("desk1", "wrong", "kindline", centre.Address));

        (await account.RegisterAsync(Long)).ShouldBeFalse();
    }
}
