using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Transactions;

/// <summary>Every state by every input of RFC 3261 figure 8.</summary>
public sealed class RequestServerTransactionTests
{
    private const string Trying = "", Proceeding = "100", Completed = "200", Terminated = "200 64T1";

    [Theory]
    [InlineData(Trying, "OPTIONS", "", "Trying")]
    [InlineData(Trying, "100", "100", "Proceeding")]
    [InlineData(Trying, "200", "200", "Completed")]
    [InlineData(Trying, "64T1", "", "Trying")]
    [InlineData(Proceeding, "OPTIONS", "100", "Proceeding")]
    [InlineData(Proceeding, "183 OPTIONS", "183 183", "Proceeding")]
    [InlineData(Proceeding, "404", "404", "Completed")]
    [InlineData(Completed, "OPTIONS", "200", "Completed")]
    [InlineData(Completed, "100", "", "Completed")]
    [InlineData(Completed, "404", "", "Completed")]
    [InlineData(Completed, "64T1", "gone", "Terminated")]
    [InlineData(Terminated, "OPTIONS 100 200 64T1", "", "Terminated")]
    public void Goes_by_the_table(string before, string input, string expected, string state)
    {
        var bench = new FsmBench();
        var transaction = bench.RequestServer();
        bench.Feed(transaction, before);
        bench.Trace();

        bench.Feed(transaction, input);

        bench.Trace().ShouldBe(expected);
        transaction.State.ShouldBe(state);
    }

    [Fact]
    public void Does_not_linger_on_a_reliable_transport()
    {
        var bench = new FsmBench(SipProtocol.Tcp);
        var transaction = bench.RequestServer();

        bench.Feed(transaction, "200 0");

        bench.Trace().ShouldBe("200 gone");
    }
}
