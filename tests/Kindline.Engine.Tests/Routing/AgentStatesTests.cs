using Kindline.Engine.Routing;

namespace Kindline.Engine.Tests.Routing;

public sealed class AgentStatesTests
{
    // Rows are inputs, columns states. A state: moves there. "=": stays. "later": kept until the work is over. ".": refused.
    private const string Table = """
        input               SignedOut  Away        Ready       Ringing    OnCall  OnHold  Consulting  WrapUp     PhoneLost
        SignIn              Away       =           =           =          =       =       =           =          =
        SignOut             =          SignedOut   SignedOut   SignedOut  later   later   later       later      SignedOut
        BeReady             .          Ready       =           =          later   later   later       later      .
        BeAway              .          Away        Away        Away       later   later   later       later      Away
        ChooseNext          .          .           .           later      later   later   later       later      .
        PhoneFound          =          =           =           =          =       =       =           =          Ready
        PhoneLost           =          =           PhoneLost   PhoneLost  =       =       =           =          =
        Offer               .          .           Ringing     .          .       .       .           .          .
        OfferTaken          .          .           .           OnCall     .       .       .           .          .
        OfferNotTaken       .          .           .           Away       .       .       Away        .          .
        OfferWithdrawn      .          .           .           Ready      .       .       .           .          .
        OutboundStarted     .          OnCall      OnCall      .          .       .       .           OnCall     .
        Consult             .          Consulting  Consulting  .          .       .       .           .          .
        ConsultTaken        .          .           .           .          .       .       OnCall      .          .
        ConsultEnded        .          .           .           .          .       .       Ready       .          .
        Hold                .          .           .           .          OnHold  .       .           .          .
        Resume              .          .           .           .          .       OnCall  .           .          .
        CallEnded           .          .           .           .          WrapUp  WrapUp  .           .          .
        WrappedUpReady      .          .           .           .          .       .       .           Ready      .
        WrappedUpAway       .          .           .           .          .       .       .           Away       .
        WrappedUpSignedOut  .          .           .           .          .       .       .           SignedOut  .
        """;

    private static readonly string[][] Cells =
        [.. Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    public static TheoryData<AgentState, AgentInput, string> EveryCell() =>
        [.. from row in Cells.Skip(1)
            from column in Enumerable.Range(1, row.Length - 1)
            select new TheoryDataRow<AgentState, AgentInput, string>(
                Enum.Parse<AgentState>(Cells[0][column]), Enum.Parse<AgentInput>(row[0]), row[column])];

    [Theory]
    [MemberData(nameof(EveryCell))]
    public void Every_state_answers_every_input_as_the_table_says(AgentState state, AgentInput input, string expected)
    {
        var cell = AgentStates.Next(state, input);

        Written(cell).ShouldBe(expected);
    }

    [Fact]
    public void The_table_has_every_state_and_every_input()
    {
        Cells[0].Skip(1).ShouldBe(Enum.GetNames<AgentState>());
        Cells.Skip(1).Select(row => row[0]).ShouldBe(Enum.GetNames<AgentInput>());
        Cells.ShouldAllBe(row => row.Length == Cells[0].Length);
    }

    [Theory]
    [MemberData(nameof(EveryCell))]
    public void A_state_that_does_not_change_is_named_as_it_was_and_only_a_refusal_has_a_reason(
        AgentState state, AgentInput input, string expected)
    {
        var cell = AgentStates.Next(state, input);

        (cell.Why is not null).ShouldBe(expected == ".");
        (cell.Kind == AgentTransitionKind.Moves || cell.To == state).ShouldBeTrue();
    }

    private static string Written(AgentTransition cell) => cell.Kind switch
    {
        AgentTransitionKind.Moves => cell.To.ToString(),
        AgentTransitionKind.Stays => "=",
        AgentTransitionKind.AfterWork => "later",
        _ => ".",
    };
}
