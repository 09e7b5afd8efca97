using Kindline.Voice.Calls;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls;

/// <summary>What an exchange must survive, and what must not be left behind.</summary>
public sealed class EnduranceTests
{
    [Fact]
    public async Task Nothing_is_left_when_calls_are_over()
    {
        var clock = new ManualClock();
        await using var test = await TestExchange.StartAsync(clock);
        using var peer = new TestPeer(test.Address);
        test.Desk.OnIncoming = async (call, ct) =>
        {
            await call.Leg.AnswerAsync(ct);
            await Patience.UntilAsync(ct);
        };
        var answer = await peer.CallAsync("call-1");
        await peer.AskAsync(peer.Within(answer, "BYE", 2), 200);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");
        var refusal = await peer.AskAsync(peer.Invite(callId: "call-2"), 486);
        var ack = peer.Request("ACK", callId: "call-2");
        ack.Headers["Via"] = refusal.Headers["Via"];
        ack.Headers["To"] = refusal.Headers["To"];
        await peer.SendAsync(ack);
        await peer.ShouldHaveNothingMoreAsync("call-2");

        clock.Advance(TimeSpan.FromSeconds(33));
        await peer.ShouldHaveNothingMoreAsync("call-1");
        await peer.ShouldHaveNothingMoreAsync("call-2");

        // The two probes themselves.
        test.Exchange.Open.ShouldBe(2);
    }

    [Fact]
    public async Task Messages_cut_and_garbled_anywhere_do_not_stop_it()
    {
        await using var test = await TestExchange.StartAsync();
        using var vandal = new TestPeer(test.Address);
        using var peer = new TestPeer(test.Address);
        var random = new Random(20260302);
        test.Desk.OnIncoming = (call, _) => call.Leg.RejectAsync(486, "Busy Here");

        for (uint i = 0; i < 2000; i++)
        {
            var bytes = SipWriter.ToBytes(i % 3 == 0 ? vandal.Request("REGISTER", i + 1, $"v{i}") : vandal.Invite(i + 1, $"v{i}"));
            for (var hits = random.Next(1, 6); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            await vandal.SendAsync(bytes.AsMemory(0, random.Next(bytes.Length / 2, bytes.Length)));
        }

        await peer.AskAsync(peer.Request("OPTIONS"), 200);
    }

    [Fact]
    public async Task A_hundred_callers_at_once_are_each_answered_once()
    {
        await using var test = await TestExchange.StartAsync();
        test.Desk.OnIncoming = async (call, ct) => await call.Leg.AnswerAsync(ct);

        var talks = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            using var peer = new TestPeer(test.Address);
            var answer = await peer.CallAsync($"call-{i}");
            await peer.SendAsync(peer.Answer(await NextBesideRepetitionsAsync(peer), 200));
            return answer.To!.Tag;
        }));

        talks.Distinct().Count().ShouldBe(100);
    }

    private static async Task<SipRequest> NextBesideRepetitionsAsync(TestPeer peer)
    {
        var message = await peer.NextAsync();
        while (message is SipResponse)
        {
            message = await peer.NextAsync();
        }
        return (SipRequest)message;
    }
}
