namespace Kindline.Demo.Town;

/// <summary>Who of the town calls.</summary>
internal enum Townsperson
{
    Patient,

    /// <summary>A mother who calls for two of her children.</summary>
    Mother,

    ProviderOffice,
    Payer,
    WrongNumber,
}

/// <summary>What a caller does unless an agent is quicker.</summary>
internal enum Manner
{
    /// <summary>Waits, for long, to talk with somebody.</summary>
    Talks,

    /// <summary>Hangs up in the first words of the announcement.</summary>
    HangsUpAtOnce,

    /// <summary>Hangs up in the greeting.</summary>
    HangsUpInGreeting,

    /// <summary>Waits a little and gives up.</summary>
    LosesPatience,

    /// <summary>Presses star and leaves a message.</summary>
    LeavesMessage,

    /// <summary>Presses star and hangs up at the tone.</summary>
    ThinksBetterOfIt,
}

/// <summary>Why somebody calls, and how; all of it is settled before the call, so that a seed gives the same town.</summary>
/// <param name="From">The caller's number.</param>
/// <param name="Line">The number of ours that is dialled.</param>
/// <param name="Wish">What the caller says.</param>
/// <param name="PatienceSeconds">How long the music is borne.</param>
/// <param name="TalkSeconds">How long the talk takes.</param>
/// <param name="EndsIt">Whether the caller is the first to hang up, and ends a message by hanging up instead of by a key.</param>
/// <param name="CallsAgain">Whether somebody who was not served calls once more.</param>
internal sealed record Errand(
    string From, string Line, Townsperson Who, Manner Manner, string Wish, double PatienceSeconds, double TalkSeconds, bool EndsIt, bool CallsAgain);
