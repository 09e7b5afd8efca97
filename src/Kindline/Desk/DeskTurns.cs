using Kindline.Engine;

namespace Kindline.Desk;

/// <summary>
/// One change of a call at a time: two guesses sent at once must not both be the third. Calls share 64 turns; a change takes as
/// long as a commit.
/// </summary>
internal sealed class DeskTurns
{
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public async Task<T> RunAsync<T>(InteractionId call, Func<Task<T>> change, CancellationToken ct)
    {
        var turn = turns[(uint)call.GetHashCode() % turns.Length];
        await turn.WaitAsync(ct);
        try
        {
            return await change();
        }
        finally
        {
            turn.Release();
        }
    }
}
