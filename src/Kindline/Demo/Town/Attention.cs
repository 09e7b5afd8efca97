namespace Kindline.Demo.Town;

/// <summary>Somebody who listens for the next sign, and for how long at most.</summary>
/// <param name="gone">The call is over: listening throws then.</param>
internal sealed class Attention(Ear ear, TimeProvider clock, CancellationToken gone)
{
    /// <summary>The next sign; null where none came in time.</summary>
    public async Task<Heard?> NextAsync(DateTimeOffset? until)
    {
        if (until is not { } limit)
        {
            return await ear.Signs.ReadAsync(gone);
        }
        if (ear.Signs.TryRead(out var heard))
        {
            return heard;
        }
        var rest = limit - clock.GetUtcNow();
        using var late = new CancellationTokenSource(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, gone);
        try
        {
            return await ear.Signs.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            gone.ThrowIfCancellationRequested();
            return null;
        }
    }
}
