using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kindline.Foundation;

namespace Kindline.Demo.Town;

/// <summary>A finished stretch of the log: every call dialled in it is over on both sides.</summary>
/// <param name="Earlier">Who called before it on the same days, as the log's files of these days say.</param>
internal sealed record TownStretch(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<TownCall> Calls, IReadOnlyList<TownCall> Earlier, int Running);

/// <summary>
/// The town's own log: what it saw of its calls, in memory and as one file a day of lines of JSON below the data folder. It is written
/// without a look at the centre's records, so that the two can be held against each other.
/// </summary>
internal sealed class TownLog(KindlineOptions options, TimeProvider clock)
{
    private const int Most = 20_000;

    /// <summary>So long after its end a call is on the centre's records too: it writes down first what it owes the caller.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Lock gate = new();
    private readonly string folder = FolderOf(options.DataFolder);
    private readonly Dictionary<string, RunningCall> running = [];
    private readonly Queue<TownCall> calls = new();
    private readonly Queue<(DateTimeOffset DialledAt, DateTimeOffset OverAt)> settling = new();
    private readonly DateTimeOffset openedAt = clock.GetUtcNow();
    private DateTimeOffset since = clock.GetUtcNow();
    private List<TownCall>? earlier;
    private int begun;

    /// <summary>A call more is in the log. Raised on the thread of the one who hung up: handlers must not block.</summary>
    public event EventHandler? CallEnded;

    public static string FolderOf(string dataFolder) => Path.Combine(dataFolder, "town");

    /// <summary>The calls of one file of the log; a line that a crash has cut short is none.</summary>
    public static IEnumerable<TownCall> Read(string path) =>
        File.ReadLines(path).Where(line => line.EndsWith('}')).Select(line => JsonSerializer.Deserialize<TownCall>(line, Json)).OfType<TownCall>();

    /// <summary>A call begins now; null where this number is on the telephone already.</summary>
    public RunningCall? Begin(Errand errand)
    {
        lock (gate)
        {
            if (running.ContainsKey(errand.From))
            {
                return null;
            }
            return running[errand.From] = new RunningCall(++begun, errand, clock.GetUtcNow());
        }
    }

    /// <summary>The running call of a number.</summary>
    public RunningCall? Of(string number)
    {
        lock (gate)
        {
            return running.GetValueOrDefault(number);
        }
    }

    /// <summary>The call is over for everybody in the town.</summary>
    public void End(string number, TownCall call)
    {
        lock (gate)
        {
            earlier ??= ReadEarlier();
            running.Remove(number);
            calls.Enqueue(call);
            settling.Enqueue((call.DialledAt, clock.GetUtcNow()));
            if (calls.Count > Most)
            {
                var oldest = calls.Dequeue();
                since = oldest.DialledAt.AddTicks(1);
                earlier.Add(oldest);
            }
            Directory.CreateDirectory(folder);
            File.AppendAllText(PathOf(call.DialledAt), JsonSerializer.Serialize(call, Json) + "\n");
        }
        CallEnded?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>
    /// All up to the first call that is not over, or was not a moment ago: calls are dialled one after the other, so that no call of the stretch began after it.
    /// </summary>
    public TownStretch Finished()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            while (settling.TryPeek(out var oldest) && now - oldest.OverAt >= Settles)
            {
                settling.Dequeue();
            }
            var until = running.Values.Select(c => c.DialledAt).Concat(settling.Select(c => c.DialledAt)).Append(now).Min();
            return new TownStretch(
                since, until, [.. calls.Where(c => c.DialledAt >= since && c.DialledAt < until)], [.. earlier ??= ReadEarlier()], running.Count);
        }
    }

    /// <summary>What an earlier run of the town saw: whoever called then may call again today. Files that are too old go.</summary>
    private List<TownCall> ReadEarlier()
    {
        List<TownCall> read = [];
        foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.jsonl") : [])
        {
            if (!DateTimeOffset.TryParseExact(
                Path.GetFileNameWithoutExtension(path), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
            {
                continue;
            }
            if (openedAt - day > KeptFor)
            {
                File.Delete(path);
            }
            else if (openedAt - day < TimeSpan.FromDays(3))
            {
                read.AddRange(Read(path).Where(c => c.DialledAt < openedAt));
            }
        }
        return read;
    }

    private string PathOf(DateTimeOffset at) => Path.Combine(folder, at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".jsonl");
}
