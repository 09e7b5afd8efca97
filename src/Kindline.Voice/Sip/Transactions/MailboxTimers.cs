namespace Kindline.Voice.Sip.Transactions;

/// <summary>Timers whose callbacks run in a mailbox, so that a state machine sees messages and time from one thread.</summary>
internal sealed class MailboxTimers(TimeProvider clock, IMailbox mailbox)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Fires once after the span; never once stopped, even where the clock had already fired.</summary>
    public MailboxTimer After(TimeSpan due, Action fire) => new(clock, mailbox, due, fire);
}

/// <summary>One pending timer. To be stopped from the mailbox that it fires in.</summary>
internal sealed class MailboxTimer
{
    private readonly ITimer timer;
    private bool stopped;

    public MailboxTimer(TimeProvider clock, IMailbox mailbox, TimeSpan due, Action fire) =>
        timer = clock.CreateTimer(_ => mailbox.Post(() => Fire(fire)), null, due, Timeout.InfiniteTimeSpan);

    public void Stop()
    {
        stopped = true;
        timer.Dispose();
    }

    private void Fire(Action fire)
    {
        if (!stopped)
        {
            Stop();
            fire();
        }
    }
}
