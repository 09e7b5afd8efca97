using System.Globalization;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Calls.Trunks;

/// <summary>How long, by a clock that is moved, the exchange waits before it speaks again.</summary>
public static class Waiting
{
    private const int Longest = 4_000;

    /// <summary>
    /// Moves the clock by the second until a request newer than this one of the same Call-ID has come, and says how many seconds that took.
    /// After each second a question of ours goes through the same mailbox, so that whatever the second has set going is done.
    /// </summary>
    public static async Task<(SipRequest Request, int Seconds)> NextAfterAsync(this TestPeer peer, ManualClock clock, SipRequest before)
    {
        for (var second = 1; second <= Longest; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            if (await peer.NewerThanAsync(before, second) is { } request)
            {
                return (request, second);
            }
        }
        throw new TimeoutException("Nothing came.");
    }

    private static async Task<SipRequest?> NewerThanAsync(this TestPeer peer, SipRequest before, int number)
    {
        var probe = peer.Request("OPTIONS", 1, before.CallId!);
        probe.Headers["From"] = string.Create(CultureInfo.InvariantCulture, $"<sip:probe@127.0.0.1>;tag={before.CSeq!.Value.Number}-{number}");
        await peer.SendAsync(probe);
        SipRequest? newer = null;
        while (true)
        {
            switch (await peer.NextAsync())
            {
                case SipResponse { CSeq.Method: "OPTIONS" }:
                    return newer;
                case SipRequest request when request.CallId == before.CallId && request.CSeq!.Value.Number > before.CSeq.Value.Number:
                    newer ??= request;
                    break;
            }
        }
    }
}
