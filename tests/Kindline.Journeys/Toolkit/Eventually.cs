using System.Diagnostics;

namespace Kindline.Journeys.Toolkit;

/// <summary>Waiting for something to become true, with a deadline and the last answer in the failure.</summary>
static class Eventually
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>Asks again and again until <paramref name="holds"/>, and gives the answer that did.</summary>
    public static async Task<T> AsyncValue<T>(string what, Func<Task<T>> ask, Func<T, bool> holds, double seconds = 15)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (holds(answer))
            {
                return answer;
            }

            if (clock.Elapsed.TotalSeconds > seconds)
            {
                throw new TimeoutException($"not within {seconds} s: {what}; the last answer was {answer}");
            }

            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for a condition of this process: a line printed, a datagram seen.</summary>
    public static Task True(string what, Func<bool> holds, double seconds = 15) =>
        AsyncValue(what, () => Task.FromResult(holds()), static answer => answer, seconds);

    /// <summary>Lets sound run for a while: the one place where a journey waits for time itself.</summary>
    public static Task SoundRuns(double seconds) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, TestContext.Current.CancellationToken);
}
