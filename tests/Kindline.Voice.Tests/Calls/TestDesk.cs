using System.Threading.Channels;
using Kindline.Voice.Calls;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A host whose behaviour each test gives.</summary>
public sealed class TestDesk : ICallDesk
{
    private readonly Channel<IncomingCall> calls = Channel.CreateUnbounded<IncomingCall>();
    private readonly Channel<(string User, bool Reachable)> registrations = Channel.CreateUnbounded<(string, bool)>();

    /// <summary>What happens with a call; by default it stays until it ends.</summary>
    public Func<IncomingCall, CancellationToken, Task> OnIncoming { get; set; } = static (_, ct) => Patience.UntilAsync(ct);

    public async Task OnIncomingAsync(IncomingCall call, CancellationToken ct)
    {
        calls.Writer.TryWrite(call);
        await OnIncoming(call, ct);
    }

    public ValueTask<string?> SecretOfAsync(string user, CancellationToken ct) => ValueTask.FromResult(user == "desk1" ? "open-sesame" : null);

    public void OnRegistrationChanged(string user, bool reachable) => registrations.Writer.TryWrite((user, reachable));

    public Task<IncomingCall> NextCallAsync() => calls.Reader.ReadAsync(Patience.Token()).AsTask();

    public Task<(string User, bool Reachable)> NextRegistrationAsync() => registrations.Reader.ReadAsync(Patience.Token()).AsTask();
}

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
