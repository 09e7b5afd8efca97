using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Transactions;

/// <summary>Every state by every input of RFC 3261 figure 5 with RFC 6026 figure 1.</summary>
public sealed class InviteClientTransactionTests
{
    private const string Calling = "", Proceeding = "180", Accepted = "180 200", Completed = "180 486", Terminated = "64T1";

    [Theory]
    [InlineData(Calling, "180", "up180", "Proceeding")]
    [InlineData(Calling, "200", "up200", "Accepted")]
    [InlineData(Calling, "486", "ACK up486", "Completed")]
    [InlineData(Calling, "T1", "INVITE", "Calling")]
    [InlineData(Calling, "64T1", "INVITE INVITE INVITE INVITE INVITE INVITE gone Timeout", "Terminated")]
    [InlineData(Calling, "error", "gone Transport", "Terminated")]
    [InlineData(Proceeding, "183", "up183", "Proceeding")]
    [InlineData(Proceeding, "200", "up200", "Accepted")]
    [InlineData(Proceeding, "603", "ACK up603", "Completed")]
    [InlineData(Proceeding, "T1", "", "Proceeding")]
    [InlineData(Proceeding, "64T1 64T1", "", "Proceeding")]
    [InlineData(Proceeding, "error", "gone Transport", "Terminated")]
    [InlineData(Accepted, "180", "", "Accepted")]
    [InlineData(Accepted, "200 200", "up200 up200", "Accepted")]
    [InlineData(Accepted, "486", "", "Accepted")]
    [InlineData(Accepted, "T1", "", "Accepted")]
    [InlineData(Accepted, "64T1", "gone", "Terminated")]
    [InlineData(Accepted, "error", "", "Accepted")]
    [InlineData(Completed, "180", "", "Completed")]
    [InlineData(Completed, "200", "", "Completed")]
    [InlineData(Completed, "486", "ACK", "Completed")]
    [InlineData(Completed, "T1", "", "Completed")]
    [InlineData(Completed, "64T1", "gone", "Terminated")]
    [InlineData(Completed, "error", "gone", "Terminated")]
    [InlineData(Terminated, "180 200 486 T1 64T1 error", "", "Terminated")]
    public void Goes_by_the_table(string before, string input, string expected, string state)
    {
        var bench = new FsmBench();
        var transaction = bench.InviteClient();
        transaction.Start();
        bench.Feed(transaction, before);
        bench.Trace();

        bench.Feed(transaction, input);

        bench.Trace().ShouldBe(expected);
        transaction.State.ShouldBe(state);
    }

    [Fact]
    public void Sends_once_on_a_reliable_transport_and_does_not_linger()
    {
        var bench = new FsmBench(SipProtocol.Tcp);
        var transaction = bench.InviteClient();

        transaction.Start();
        bench.Feed(transaction, "T4 486 0");

        bench.Trace().ShouldBe("INVITE ACK up486 gone");
    }

    [Fact]
    public void Fails_at_once_where_nothing_can_be_sent()
    {
        var bench = new FsmBench();
        bench.BreakNetwork();
        var transaction = bench.InviteClient();

        transaction.Start();

        bench.Trace().ShouldBe("INVITE gone Transport");
    }
}
