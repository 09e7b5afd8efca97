using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Transactions;

/// <summary>Every state by every input of RFC 3261 figure 6.</summary>
public sealed class RequestClientTransactionTests
{
    private const string Trying = "", Proceeding = "100", Completed = "200", Terminated = "64T1";

    [Theory]
    [InlineData(Trying, "100", "up100", "Proceeding")]
    [InlineData(Trying, "200", "up200", "Completed")]
    [InlineData(Trying, "481", "up481", "Completed")]
    [InlineData(Trying, "T1", "OPTIONS", "Trying")]
    [InlineData(Trying, "error", "gone Transport", "Terminated")]
    [InlineData(Proceeding, "183", "up183", "Proceeding")]
    [InlineData(Proceeding, "200", "up200", "Completed")]
    [InlineData(Proceeding, "T1", "OPTIONS", "Proceeding")]
    [InlineData(Proceeding, "T1 T4", "OPTIONS OPTIONS", "Proceeding")]
    [InlineData(Proceeding, "error", "gone Transport", "Terminated")]
    [InlineData(Completed, "100", "", "Completed")]
    [InlineData(Completed, "200", "", "Completed")]
    [InlineData(Completed, "T1", "", "Completed")]
    [InlineData(Completed, "T4", "gone", "Terminated")]
    [InlineData(Completed, "error", "", "Completed")]
    [InlineData(Terminated, "100 200 T1 64T1 error", "", "Terminated")]
    public void Goes_by_the_table(string before, string input, string expected, string state)
    {
        var bench = new FsmBench();
        var transaction = bench.RequestClient();
        transaction.Start();
        bench.Feed(transaction, before);
        bench.Trace();

        bench.Feed(transaction, input);

        bench.Trace().ShouldBe(expected);
        transaction.State.ShouldBe(state);
    }

    [Fact]
    public void Repeats_ten_times_from_T1_to_T2_and_gives_up()
    {
        var bench = new FsmBench();
        var transaction = bench.RequestClient();

        transaction.Start();
        bench.Feed(transaction, "64T1");

        bench.Trace().ShouldBe(string.Join(' ', Enumerable.Repeat("OPTIONS", 11)) + " gone Timeout");
    }

    [Fact]
    public void Sends_once_on_a_reliable_transport_and_does_not_linger()
    {
        var bench = new FsmBench(SipProtocol.Tcp);
        var transaction = bench.RequestClient();

        transaction.Start();
        bench.Feed(transaction, "T4 200 0");

        bench.Trace().ShouldBe("OPTIONS up200 gone");
    }
}
