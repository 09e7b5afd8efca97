namespace Kindline.Voice.Sip.Transactions;

/// <summary>The default timer values of RFC 3261 table 4.</summary>
internal static class TransactionTimes
{
    /// <summary>An estimate of the round trip.</summary>
    public static readonly TimeSpan T1 = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest interval between retransmissions.</summary>
    public static readonly TimeSpan T2 = TimeSpan.FromSeconds(4);

    /// <summary>How long a message lives in the network.</summary>
    public static readonly TimeSpan T4 = TimeSpan.FromSeconds(5);

    /// <summary>64*T1: timers B, F, H, J, L, M, and D of an unreliable transport.</summary>
    public static readonly TimeSpan GiveUp = 64 * T1;

    /// <summary>The next interval of timers E and G: doubled up to T2.</summary>
    public static TimeSpan Doubled(TimeSpan interval) => interval * 2 < T2 ? interval * 2 : T2;
}
