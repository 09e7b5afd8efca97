using System.Net;
using Kindline.Voice.Calls;
using Kindline.Voice.Rtp;

namespace Kindline.Demo.Town;

/// <summary>The telephones of all simulated agents: one exchange, apart from the carrier's, as a phone is known by where it registered from.</summary>
internal sealed class AgentPhones : ICallDesk, IAsyncDisposable
{
    public AgentPhones(MediaEngine media, TimeProvider clock, ILogger logger)
    {
        var centre = new Trunk("centre", [new TrunkSource(IPNetwork.Parse("127.0.0.0/8"))], Outbound: null);
        Exchange = new Exchange(
            new ExchangeOptions { Bind = IPAddress.Loopback, SipPort = 0, UserAgent = "Demo town phone", Trunks = [centre] }, media, this, clock, logger);
    }

    public Exchange Exchange { get; }

    /// <summary>Whose phones they are.</summary>
    public IReadOnlyList<SimulatedAgent> Agents { get; set; } = [];

    public Task OnIncomingAsync(IncomingCall call, CancellationToken ct) =>
        Agents.FirstOrDefault(a => a.User == call.To) is { } agent
            ? agent.RingAsync(call, ct)
            : call.Leg.RejectAsync(404, "Not Found");

    public ValueTask<IReadOnlyList<string>> SecretsOfAsync(string user, CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    public void OnRegistrationChanged(string user, bool reachable)
    {
    }

    public ValueTask DisposeAsync() => Exchange.DisposeAsync();
}
