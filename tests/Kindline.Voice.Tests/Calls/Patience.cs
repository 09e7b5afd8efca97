namespace Kindline.Voice.Tests.Calls;

/// <summary>How long a test waits for what must come.</summary>
public static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static CancellationToken Token() => new CancellationTokenSource(Limit, TimeProvider.System).Token;

    /// <summary>Fails where the task does not complete in time.</summary>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit, TimeProvider.System, CancellationToken.None);

    /// <inheritdoc cref="Soon{T}"/>
    public static Task Soon(this Task task) => task.WaitAsync(Limit, TimeProvider.System, CancellationToken.None);

    /// <summary>Waits until the token fires, however long that takes.</summary>
    public static Task UntilAsync(CancellationToken token)
    {
        var fired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(() => fired.TrySetResult());
        return fired.Task;
    }
}
