using Kindline.Voice.Sip.Dialogs;
using Kindline.Voice.Sip.Transactions;

namespace Kindline.Voice.Calls;

/// <summary>
/// Ends a leg whose peer has gone without a word: no audio for a while. Who is on hold owes no audio, and is asked instead.
/// Lives in the leg's mailbox.
/// </summary>
internal sealed class LegGuard(DialogLayer layer, LegMedia media, TimeSpan limit, Action ask, Action silent)
{
    private MailboxTimer? timer;
    private DateTimeOffset since;

    public void Start()
    {
        if (limit > TimeSpan.Zero)
        {
            since = layer.Timers.Now;
            timer = layer.Timers.After(limit, Look);
        }
    }

    public void Stop() => timer?.Stop();

    private void Look()
    {
        var now = layer.Timers.Now;
        if (media.OnHold)
        {
            since = now;
            ask();
        }
        var silence = now - since;
        if (media.Port.SilentFor is { } measured && measured < silence)
        {
            silence = measured;
        }
        if (silence >= limit)
        {
            silent();
        }
        else
        {
            timer = layer.Timers.After(limit - silence, Look);
        }
    }
}
