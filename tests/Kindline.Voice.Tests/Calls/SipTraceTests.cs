using System.Net;
using System.Text;
using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

public class SipTraceTests
{
    private static readonly SipFlow Flow = new(SipProtocol.Udp, new IPEndPoint(IPAddress.Loopback, 5060), 0);
    private static readonly LegLabel Caller = new(Guid.CreateVersion7(), "caller");

    private readonly ManualClock clock = new();
    private readonly List<LegTrace> kept = [];
    private readonly SipTrace trace;

    public SipTraceTests() => trace = new SipTrace(clock, kept.Add);

    [Fact]
    public void A_leg_is_handed_out_some_seconds_after_its_end_with_what_passed_meanwhile()
    {
        trace.Sent(Flow, Message("INVITE", "one"));
        trace.Label("one", Caller);
        trace.Sent(Flow, Message("BYE", "one"));
        trace.Over("one");
        clock.Advance(TimeSpan.FromSeconds(3));
        trace.Sent(Flow, Message("SIP/2.0 200 OK", "one"));
        trace.Sweep();
        kept.ShouldBeEmpty();
        trace.Of(Caller.Call).ShouldHaveSingleItem();

        clock.Advance(TimeSpan.FromSeconds(1));
        trace.Sweep();

        var leg = kept.ShouldHaveSingleItem();
        (leg.CallId, leg.Label, leg.Left).ShouldBe(("one", Caller, 0));
        leg.Messages.Select(m => m.Text.Split(' ')[0]).ShouldBe(["INVITE", "BYE", "SIP/2.0"]);
        trace.Of(Caller.Call).ShouldBeEmpty();
    }

    [Fact]
    public void What_never_became_a_call_is_forgotten_and_what_is_none_is_not_followed()
    {
        trace.Sent(Flow, Message("INVITE", "refused"));
        trace.Sent(Flow, Message("OPTIONS", "question"));
        clock.Advance(TimeSpan.FromSeconds(39));
        trace.Sweep();
        trace.Of("refused").ShouldNotBeNull();

        clock.Advance(TimeSpan.FromSeconds(1));
        trace.Sweep();

        trace.Of("refused").ShouldBeNull();
        trace.Of("question").ShouldBeNull();
        kept.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_leg_that_never_falls_silent_only_the_number_of_the_rest_is_kept()
    {
        trace.Label("one", Caller);
        for (var n = 0; n < SipTrace.MostMessages + 7; n++)
        {
            trace.Sent(Flow, Message("INVITE", "one"));
        }

        var leg = trace.Of("one").ShouldNotBeNull();
        (leg.Messages.Count, leg.Left).ShouldBe((SipTrace.MostMessages, 7));
    }

    [Fact]
    public void No_more_legs_are_followed_than_there_is_room_for_and_room_comes_back()
    {
        for (var n = 0; n <= SipTrace.MostLegs; n++)
        {
            trace.Sent(Flow, Message("INVITE", $"{n}"));
        }
        trace.Of($"{SipTrace.MostLegs}").ShouldBeNull();
        clock.Advance(TimeSpan.FromSeconds(40));
        trace.Sweep();

        trace.Sent(Flow, Message("INVITE", "next"));

        trace.Of("next").ShouldNotBeNull();
    }

    private static byte[] Message(string begins, string callId) => Encoding.ASCII.GetBytes($"{begins} sip:x SIP/2.0\r\nCall-ID: {callId}\r\n\r\n");
}
