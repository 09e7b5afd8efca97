using System.Globalization;

namespace Kindline.Benchmarks.Load;

/// <summary>
/// The other end of every call: callers and agents with plain sockets, in a process of its own. Reads a verb and numbers a line from
/// standard input and answers each with a line of numbers.
/// </summary>
internal sealed class LoadPeer : IDisposable
{
    public const string Verb = "load-peer";

    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly LoadLegs legs = new();
    private readonly LoadSip sip;
    private LoadChurn? churn;
    private int calls;

    private LoadPeer() => sip = new LoadSip(legs);

    /// <summary>Runs until standard input ends.</summary>
    public static async Task<int> RunAsync()
    {
        using var peer = new LoadPeer();
        Console.WriteLine(peer.sip.Port);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var numbers = words.Skip(1).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            Console.WriteLine(await peer.DoAsync(words[0], numbers));
        }
        return 0;
    }

    public void Dispose() => sip.Dispose();

    private async Task<string> DoAsync(string verb, int[] numbers)
    {
        switch (verb)
        {
            case "call":
                return await CallAsync(numbers[0], numbers[1]);
            case "relay":
                foreach (var port in numbers.Skip(legs.Count))
                {
                    legs.Connect(legs.Add(), port);
                }
                return await UpAsync(numbers.Length / 2);
            case "churn":
                churn = new LoadChurn(sip, numbers[0], numbers[1], TimeSpan.FromSeconds(numbers[2]), TimeSpan.FromSeconds(numbers[3]));
                return await UpAsync(numbers[1]);
            case "churned":
                var count = churn?.Count ?? default;
                return string.Create(CultureInfo.InvariantCulture, $"{count.Begun} {count.Ended} {count.Failed} {legs.Hearing / 2}");
            case "rest":
                churn?.End();
                return "0";
            default:
                var sum = legs.Frames;
                return string.Create(CultureInfo.InvariantCulture, $"{sum.Received} {sum.Late} {sum.Lost}");
        }
    }

    private async Task<string> CallAsync(int sipPort, int wanted)
    {
        for (; calls < wanted; calls++)
        {
            sip.Call(sipPort);
            await Task.Delay(BetweenCalls, TimeProvider.System);
        }
        return await UpAsync(wanted);
    }

    /// <summary>Waits until all hear something.</summary>
    private async Task<string> UpAsync(int wanted)
    {
        var from = TimeProvider.System.GetTimestamp();
        while (legs.Hearing < 2 * wanted && TimeProvider.System.GetElapsedTime(from) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
        return (legs.Hearing / 2).ToString(CultureInfo.InvariantCulture);
    }
}
