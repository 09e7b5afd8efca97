using System.Net;
using System.Net.Sockets;
using Kindline.Benchmarks.Load;

namespace Kindline.Benchmarks;

/// <summary>The least that two legs need: a socket each and one asynchronous receive on it; what comes in on one leaves by the other.</summary>
internal sealed class BareRelay(LoadProcess peer) : IRunningCalls
{
    private readonly List<Leg> legs = [];

    public long SkippedFrames => 0;

    public Task<int> RaiseToAsync(int calls)
    {
        while (legs.Count < 2 * calls)
        {
            var (caller, agent) = (new Leg(), new Leg());
            caller.Other = agent;
            agent.Other = caller;
            caller.Relaying = caller.RelayAsync();
            agent.Relaying = agent.RelayAsync();
            legs.AddRange([caller, agent]);
        }
        return peer.RelayAsync([.. legs.Select(leg => leg.Port)]);
    }

    public async ValueTask DisposeAsync()
    {
        legs.ForEach(leg => leg.Dispose());
        await Task.WhenAll(legs.Select(leg => leg.Relaying));
    }

    private sealed class Leg : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        private readonly SocketAddress from = new(AddressFamily.InterNetwork);
        private bool heard;

        public Leg() => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

        public Leg? Other { get; set; }

        public Task Relaying { get; set; } = Task.CompletedTask;

        public async Task RelayAsync()
        {
            var buffer = GC.AllocateUninitializedArray<byte>(2048, pinned: true);
            try
            {
                while (true)
                {
                    var length = await socket.ReceiveFromAsync(buffer, SocketFlags.None, from);
                    heard = true;
                    Other?.Send(buffer.AsSpan(0, length));
                }
            }
            catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
            {
                // The run is over.
            }
        }

        public void Dispose() => socket.Dispose();

        private void Send(ReadOnlySpan<byte> frame)
        {
            if (heard)
            {
                socket.SendTo(frame, SocketFlags.None, from);
            }
        }
    }
}
