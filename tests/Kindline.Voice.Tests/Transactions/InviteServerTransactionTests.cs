using Kindline.Voice.Sip;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Tests.Transactions;

/// <summary>Every state by every input of RFC 3261 figure 7 with RFC 6026 figure 2.</summary>
public sealed class InviteServerTransactionTests
{
    private const string Proceeding = "100", Accepted = "100 200", Completed = "100 486", Confirmed = "100 486 ACK";
    private const string Terminated = "100 200 64T1";

    [Theory]
    [InlineData("", "INVITE", "", "Proceeding")]
    [InlineData(Proceeding, "INVITE", "100", "Proceeding")]
    [InlineData(Proceeding, "180 INVITE", "180 180", "Proceeding")]
    [InlineData(Proceeding, "ACK", "", "Proceeding")]
    [InlineData(Proceeding, "200", "200", "Accepted")]
    [InlineData(Proceeding, "487", "487", "Completed")]
    [InlineData(Proceeding, "64T1", "", "Proceeding")]
    [InlineData(Accepted, "INVITE", "", "Accepted")]
    [InlineData(Accepted, "ACK", "", "Accepted")]
    [InlineData(Accepted, "180", "", "Accepted")]
    [InlineData(Accepted, "200", "200", "Accepted")]
    [InlineData(Accepted, "487", "", "Accepted")]
    [InlineData(Accepted, "64T1", "gone", "Terminated")]
    [InlineData(Completed, "INVITE", "486", "Completed")]
    [InlineData(Completed, "ACK", "", "Confirmed")]
    [InlineData(Completed, "180", "", "Completed")]
    [InlineData(Completed, "200", "", "Completed")]
    [InlineData(Completed, "487", "", "Completed")]
    [InlineData(Completed, "T1", "486", "Completed")]
    [InlineData(Confirmed, "INVITE", "", "Confirmed")]
    [InlineData(Confirmed, "ACK", "", "Confirmed")]
    [InlineData(Confirmed, "200", "", "Confirmed")]
    [InlineData(Confirmed, "T1", "", "Confirmed")]
    [InlineData(Confirmed, "T4", "gone", "Terminated")]
    [InlineData(Terminated, "INVITE ACK 180 200 486 64T1", "", "Terminated")]
    public void Goes_by_the_table(string before, string input, string expected, string state)
    {
        var bench = new FsmBench();
        var transaction = bench.InviteServer();
        bench.Feed(transaction, before);
        bench.Trace();

        bench.Feed(transaction, input);

        bench.Trace().ShouldBe(expected);
        transaction.State.ShouldBe(state);
    }

    [Fact]
    public void Repeats_a_failure_ten_times_and_gives_up_without_its_ACK()
    {
        var bench = new FsmBench();
        var transaction = bench.InviteServer();

        bench.Feed(transaction, "486 64T1");

        bench.Trace().ShouldBe(string.Join(' ', Enumerable.Repeat("486", 11)) + " gone");
    }

    [Fact]
    public void Sends_a_challenge_as_often_as_the_INVITE_comes_and_not_by_timer()
    {
        var bench = new FsmBench();
        var transaction = bench.InviteServer();

        transaction.RespondOnce(Responses.To(transaction.Request, 401, "Unauthorized"));
        bench.Feed(transaction, "T4 INVITE 64T1");

        bench.Trace().ShouldBe("401 401 gone");
    }

    [Fact]
    public void Sends_a_failure_once_on_a_reliable_transport_and_leaves_with_its_ACK()
    {
        var bench = new FsmBench(SipProtocol.Tcp);
        var transaction = bench.InviteServer();

        bench.Feed(transaction, "486 T4 ACK 0");

        bench.Trace().ShouldBe("486 gone");
    }
}
