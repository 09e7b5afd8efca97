using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Calls;

/// <summary>Work that nobody awaits at once: observed, logged where it fails, and waited for at the end.</summary>
internal sealed partial class BackgroundWork(ILogger logger)
{
    private readonly ConcurrentDictionary<Task, bool> running = [];

    public void Run(Func<Task> work)
    {
        var task = Task.Run(() => ObserveAsync(work));
        running[task] = true;
        _ = task.ContinueWith(
            t => running.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Completes when all that has been begun is done.</summary>
    public async Task WhenDoneAsync()
    {
        while (!running.IsEmpty)
        {
            await Task.WhenAll(running.Keys).ConfigureAwait(false);
            foreach (var task in running.Keys.Where(t => t.IsCompleted))
            {
                running.TryRemove(task, out _);
            }
        }
    }

    private async Task ObserveAsync(Func<Task> work)
    {
#pragma warning disable CA1031 // the edge: nobody else will see what goes wrong here
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogFault(logger, e);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work in the background failed")]
    private static partial void LogFault(ILogger logger, Exception e);
}
