using System.Text;

namespace Kindline.Voice.Tests.Calls;

/// <summary>Requests that belong to no call (RFC 3261 8.2, 11, 12.2.2).</summary>
public sealed class OutOfDialogTests
{
    [Fact]
    public async Task OPTIONS_tells_what_is_served()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);

        var answer = await peer.AskAsync(peer.Request("OPTIONS"), 200);

        answer.Headers["Allow"].ShouldNotBeNull().ShouldContain("INVITE");
        answer.Headers["Accept"].ShouldBe("application/sdp");
        answer.Headers["Supported"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Compact_and_folded_fields_are_understood()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);
        var text = $"OPTIONS sip:2000@127.0.0.1 SIP/2.0\r\nv: SIP/2.0/UDP {peer.Address};branch=z9hG4bKcompact;rport\r\n"
            + "f: <sip:a@127.0.0.1>\r\n ;tag=1\r\nt: <sip:b@127.0.0.1>\r\ni: compact\r\nCSeq: 1\r\n\tOPTIONS\r\nl: 0\r\n\r\n";

        await peer.SendAsync(Encoding.ASCII.GetBytes(text));

        (await peer.NextAsync(200)).CallId.ShouldBe("compact");
    }

    [Fact]
    public async Task BYE_of_no_dialog_and_CANCEL_of_no_INVITE_get_481()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);
        var bye = peer.Request("BYE");
        bye.Headers["To"] = "<sip:2000@127.0.0.1>;tag=unheard-of";

        await peer.AskAsync(bye, 481);
        await peer.AskAsync(peer.Request("BYE", 2), 481);
        await peer.AskAsync(peer.Request("CANCEL", 3), 481);
    }

    [Fact]
    public async Task A_stray_ACK_and_a_stray_response_are_dropped_in_silence()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);

        await peer.SendAsync(peer.Request("ACK"));
        await peer.SendAsync(peer.Answer(peer.Request("INVITE"), 200));

        await peer.ShouldHaveNothingMoreAsync();
    }

    [Fact]
    public async Task The_same_request_by_another_way_is_merged()
    {
        await using var test = await TestExchange.StartAsync(new ManualClock());
        using var peer = new TestPeer(test.Address);
        await peer.SendAsync(peer.Invite());
        await peer.NextAsync(100);

        await peer.SendAsync(peer.Invite());

        await peer.NextAsync(482);
    }

    [Fact]
    public async Task A_call_that_has_travelled_too_far_gets_483()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);
        var invite = peer.Invite();
        invite.Headers["Max-Forwards"] = "0";

        await peer.SendAsync(invite);

        await peer.NextAsync(483);
    }

    [Fact]
    public async Task What_is_not_served_is_refused_with_what_is()
    {
        await using var test = await TestExchange.StartAsync();
        using var peer = new TestPeer(test.Address);
        var required = peer.Request("OPTIONS", 3);
        required.Headers.Add("Require", "100rel");

        var method = await peer.AskAsync(peer.Request("SUBSCRIBE"), 405);
        var extension = await peer.AskAsync(required, 420);

        method.Headers["Allow"].ShouldNotBeNull().ShouldContain("REGISTER");
        extension.Headers["Unsupported"].ShouldBe("100rel");
    }
}
