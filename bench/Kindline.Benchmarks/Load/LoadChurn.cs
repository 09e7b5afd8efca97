namespace Kindline.Benchmarks.Load;

/// <summary>How the calls of a <see cref="LoadChurn"/> have fared.</summary>
/// <param name="Begun">All that were started.</param>
/// <param name="Ended">Of these, hung up by their caller when their time had come.</param>
/// <param name="Failed">Of these, refused, not answered in time, or ended by the exchange.</param>
internal readonly record struct ChurnCount(long Begun, long Ended, long Failed);

/// <summary>
/// Keeps so many calls running that come and go: each lasts a time of its own between a shortest and a longest, and another takes its
/// place. The lengths are the same in every run.
/// </summary>
internal sealed class LoadChurn
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(10);

    private readonly LoadSip sip;
    private readonly int exchangePort;
    private readonly TimeSpan shortest;
    private readonly TimeSpan longest;
    private readonly Random lengths = new(5);
    private readonly List<Running> running = [];
    private readonly Thread thread;
    private volatile int wanted;
    private volatile bool ending;
    private long begun;
    private long ended;
    private long failed;

    public LoadChurn(LoadSip sip, int exchangePort, int wanted, TimeSpan shortest, TimeSpan longest)
    {
        this.sip = sip;
        this.exchangePort = exchangePort;
        this.wanted = wanted;
        this.shortest = shortest;
        this.longest = longest;
        thread = new Thread(Run) { IsBackground = true, Name = "load churn" };
        thread.Start();
    }

    private readonly record struct Running(LoadCall Call, TimeSpan Began, TimeSpan Ends);

    public ChurnCount Count => new(Volatile.Read(ref begun), Volatile.Read(ref ended), Volatile.Read(ref failed));

    /// <summary>Hangs up all calls, and returns when it has.</summary>
    public void End()
    {
        ending = true;
        thread.Join();
    }

    private void Run()
    {
        using var never = new ManualResetEvent(initialState: false);
        var from = TimeProvider.System.GetTimestamp();
        while (!ending)
        {
            var now = TimeProvider.System.GetElapsedTime(from);
            running.RemoveAll(r => IsOver(r, now));
            // One a step, so that the first minute's calls do not all begin at once.
            if (running.Count < wanted)
            {
                running.Add(new Running(sip.Call(exchangePort), now, now + Length()));
                Interlocked.Increment(ref begun);
            }
            never.WaitOne(Step);
        }
        running.ForEach(r => sip.HangUp(r.Call));
    }

    private bool IsOver(Running one, TimeSpan now)
    {
        if (one.Call.Over || (one.Call.Answer is null && now - one.Began > AnsweredWithin))
        {
            Interlocked.Increment(ref failed);
        }
        else if (one.Call.Answer is not null && now >= one.Ends)
        {
            Interlocked.Increment(ref ended);
        }
        else
        {
            return false;
        }
        sip.HangUp(one.Call);
        return true;
    }

    private TimeSpan Length() => shortest + ((longest - shortest) * lengths.NextDouble());
}
