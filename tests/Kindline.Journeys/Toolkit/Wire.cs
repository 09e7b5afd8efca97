using System.Net;
using System.Net.Sockets;

namespace Kindline.Journeys.Toolkit;

/// <summary>The network between a program and a server on loopback, which can be cut and mended.</summary>
sealed class Wire : IAsyncDisposable
{
    readonly int target;
    readonly Lock gate = new();
    readonly HashSet<TcpClient> ends = [];
    TcpListener listener;
    Task accepting;

    Wire(int target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    /// <summary>Where the program connects to.</summary>
    public int Port { get; }

    public static Wire To(int port) => new(port);

    /// <summary>Every connection breaks, and no new one is taken.</summary>
    public async Task CutAsync()
    {
        listener.Stop();
        lock (gate)
        {
            foreach (var end in ends)
            {
                end.Dispose();
            }

            ends.Clear();
        }

        await accepting;
    }

    public void Mend()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                _ = JoinAsync(await from.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
        {
            // Cut.
        }
    }

    async Task JoinAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            lock (gate)
            {
                ends.UnionWith([near, far]);
            }

            await far.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut, or one side ended.
        }
        finally
        {
            near.Dispose();
            lock (gate)
            {
                ends.ExceptWith([near, far]);
            }
        }
    }
}
