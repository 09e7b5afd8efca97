using System.Threading.Channels;
using Kindline.Voice.Calls;
using Kindline.Voice.Calls.Trunks;

namespace Kindline.Voice.Tests.Calls;

/// <summary>A host whose behaviour each test gives.</summary>
public sealed class TestDesk : ICallDesk
{
    private readonly Channel<IncomingCall> calls = Channel.CreateUnbounded<IncomingCall>();
    private readonly Channel<(string User, bool Reachable)> registrations = Channel.CreateUnbounded<(string, bool)>();

    private readonly Channel<TrunkStatus> trunks = Channel.CreateUnbounded<TrunkStatus>();

    /// <summary>What happens with a call; by default it stays until it ends.</summary>
    public Func<IncomingCall, CancellationToken, Task> OnIncoming { get; set; } = static (_, ct) => Patience.UntilAsync(ct);

    public async Task OnIncomingAsync(IncomingCall call, CancellationToken ct)
    {
        calls.Writer.TryWrite(call);
        await OnIncoming(call, ct);
    }

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) =>
        ValueTask.FromResult<IReadOnlyList<string>>(user is "desk1" or "desk2" ? ["other-sesame", "open-sesame"] : []);

    public void OnRegistrationChanged(string user, bool reachable) => registrations.Writer.TryWrite((user, reachable));

    public void OnTrunkChanged(TrunkStatus status) => trunks.Writer.TryWrite(status);

    public Task<IncomingCall> NextCallAsync() => calls.Reader.ReadAsync(Patience.Token()).AsTask();

    public Task<(string User, bool Reachable)> NextRegistrationAsync() => registrations.Reader.ReadAsync(Patience.Token()).AsTask();

    public Task<TrunkStatus> NextTrunkAsync() => trunks.Reader.ReadAsync(Patience.Token()).AsTask();
}
