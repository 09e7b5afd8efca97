using Kindline.Voice.Calls;

namespace Kindline.Voice.Tests.Calls;

/// <summary>What a trunk says of callers: RFC 3323, 3325, 5806, 7044.</summary>
public sealed class CallerIdentityTests
{
    private const string Asserted = "P-Asserted-Identity: <sip:+15125550177@carrier.example>";

    [Theory]
    [InlineData("<sip:+15125550177@x>;tag=p", "id")]
    [InlineData("<sip:+15125550177@x>;tag=p", "header")]
    [InlineData("<sip:+15125550177@x>;tag=p", "user; critical")]
    [InlineData("\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=p", null)]
    [InlineData("<sip:Anonymous@carrier.example>;tag=p", null)]
    public async Task Who_wants_not_to_be_known_is_withheld_whatever_is_asserted(string from, string? privacy)
    {
        var call = await CallAsync(from, privacy is null ? [Asserted] : [Asserted, $"Privacy: {privacy}"]);

        (call.Withheld, call.From, call.FromDisplay).ShouldBe((true, "anonymous", null));
    }

    [Theory]
    [InlineData("<sip:+15125550123@x>;tag=p", "none")]
    [InlineData("<sip:anonymous@anonymous.invalid>;tag=p", "none")]
    [InlineData("<sip:+15125550123@x>;tag=p", "session")]
    public async Task Who_may_be_known_is_named(string from, string privacy)
    {
        var call = await CallAsync(from, Asserted, $"Privacy: {privacy}");

        (call.Withheld, call.From).ShouldBe((false, "+15125550177"));
    }

    [Theory]
    [InlineData("\"A\0B\" <sip:%00%0A12@x>;tag=p", "\ufffd\ufffd12", "A\ufffdB")]
    [InlineData("\"Zo\u00eb\" <sip:+15125550123@x>;tag=p", "+15125550123", "Zo\u00eb")]
    public async Task Control_characters_are_shown_as_such(string from, string shown, string display)
    {
        var call = await CallAsync(from);

        (call.From, call.FromDisplay).ShouldBe((shown, display));
    }

    [Fact]
    public async Task An_identity_may_be_a_telephone_number_without_a_host()
    {
        var call = await CallAsync("<sip:x@y>;tag=p", "P-Asserted-Identity: <tel:+15125550177>, <sip:other@carrier.example>");

        call.From.ShouldBe("+15125550177");
    }

    [Theory]
    [InlineData("Diversion: <sip:+15125550140@x>;reason=user-busy;counter=1, <sip:+15125550141@x>;reason=no-answer", "+15125550140", "user-busy")]
    [InlineData("Diversion: <sip:+15125550140@x>;reason=\"no-answer\"", "+15125550140", "no-answer")]
    [InlineData("Diversion: <tel:+15125550140>;reason=because", "+15125550140", "unknown")]
    [InlineData("Diversion: <sip:+15125550140@x>;privacy=full;reason=away", "anonymous", "away")]
    [InlineData("Diversion: <sip:+15125550140@x>;privacy=off", "+15125550140", "unknown")]
    [InlineData(
        "History-Info: <sip:+15125550140@x?Reason=SIP%3Bcause%3D486>;index=1, <sip:+15125550100@x;cause=486>;index=1.1;mp=1", "+15125550140", "user-busy")]
    [InlineData("History-Info: <sip:+15125550140@x>;index=1, <sip:+15125550100@x;cause=302>;index=1.1", "+15125550140", "unconditional")]
    [InlineData(
        "History-Info: <sip:1@x>;index=1, <sip:2@x;cause=408>;index=1.1;mp=1, <sip:3@x;cause=503>;index=1.2;mp=1.1", "2", "unavailable")]
    [InlineData(
        "History-Info: <sip:+15125550140@x?Privacy=history>;index=1, <sip:+15125550100@x;cause=480>;index=1.1;mp=1", "anonymous", "deflection")]
    public async Task A_call_that_was_sent_on_says_from_where_and_why(string field, string from, string reason)
    {
        var call = await CallAsync("<sip:+15125550177@x>;tag=p", field);

        call.Diverted.ShouldBe(new Diverted(from, reason));
    }

    [Theory]
    [InlineData("Diversion: garbage without brackets, <")]
    [InlineData("History-Info: <sip:+15125550140@x>;index=1")]
    [InlineData("History-Info: <sip:+15125550140@x;cause=486>;index=1")]
    [InlineData("X-Nothing: at all")]
    public async Task A_call_that_nobody_sent_on_says_so(string field)
    {
        var call = await CallAsync("<sip:+15125550177@x>;tag=p", field);

        call.Diverted.ShouldBeNull();
    }

    [Theory]
    [InlineData("account", null, "+15125550100")]
    [InlineData("account", "P-Called-Party-ID: <sip:+15125550101@x>", "+15125550101")]
    [InlineData("+15125550102", null, "+15125550102")]
    public async Task A_call_to_our_registration_is_for_the_number_that_the_carrier_names(string user, string? field, string dialled)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Exchange.SetTrunks([TestExchange.AnyPeer with { Registers = true, User = "account" }]);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");
        var invite = carrier.Invite();
        invite.Uri = invite.Uri with { User = user };
        invite.Headers["To"] = "<sip:+15125550100@carrier.example>";
        Add(invite, field is null ? [] : [field]);

        await carrier.AskAsync(invite, 486);

        (await test.Desk.NextCallAsync()).To.ShouldBe(dialled);
    }

    private static async Task<IncomingCall> CallAsync(string from, params string[] fields)
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var carrier = new TestPeer(test.Address);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");
        var invite = carrier.Invite();
        invite.Headers["From"] = from;
        Add(invite, fields);
        await carrier.AskAsync(invite, 486);
        return await test.Desk.NextCallAsync();
    }

    private static void Add(Voice.Sip.SipRequest invite, string[] fields)
    {
        foreach (var field in fields)
        {
            invite.Headers.Add(field[..field.IndexOf(':', StringComparison.Ordinal)], field[(field.IndexOf(':', StringComparison.Ordinal) + 2)..]);
        }
    }
}
