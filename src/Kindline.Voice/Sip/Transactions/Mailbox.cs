using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Sip.Transactions;

/// <summary>Runs the work posted to it one piece at a time, in order: the one owner of whatever that work touches.</summary>
internal interface IMailbox
{
    void Post(Action work);
}

/// <summary>A mailbox on the thread pool: it holds a thread only while there is work.</summary>
internal sealed partial class Mailbox(ILogger logger) : IMailbox, IThreadPoolWorkItem
{
    private const int BatchSize = 64;

    private readonly ConcurrentQueue<Action> waiting = new();
    private int scheduled;

    public void Post(Action work)
    {
        waiting.Enqueue(work);
        Schedule();
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var done = 0; done < BatchSize && waiting.TryDequeue(out var work); done++)
        {
            Run(work);
        }
        Volatile.Write(ref scheduled, 0);
        if (!waiting.IsEmpty)
        {
            Schedule();
        }
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref scheduled, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Run(Action work)
    {
#pragma warning disable CA1031 // the edge of a loop: one message that trips a bug must not end the signalling of all other calls
        try
        {
            work();
        }
        catch (Exception e)
        {
            LogFault(logger, e);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A piece of signalling work failed")]
    private static partial void LogFault(ILogger logger, Exception e);
}
