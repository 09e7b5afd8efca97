using System.Collections.Concurrent;

namespace Kindline.Benchmarks.Desktops;

/// <summary>What all pages of a <see cref="DesktopPeer"/> saw in a window.</summary>
/// <param name="Requests">Answered requests.</param>
/// <param name="Messages">`changed` messages that came.</param>
/// <param name="Errors">Refusals, failures and lost connections.</param>
/// <param name="Offer">From the floor's decision that an agent's phone rings until that agent's page has the call.</param>
/// <param name="Own">The same for every change of an agent's own state.</param>
/// <param name="Floor">From a decision about any agent until a supervisor's floor shows it.</param>
/// <param name="Refetched">From a `changed` message until the page has all that it asked for a query.</param>
/// <param name="ByPath">Requests by endpoint, most first.</param>
/// <param name="FirstErrors">Some of the errors, in words.</param>
internal sealed record DesktopWindow(
    long Requests, long Messages, long Errors, DelayFigures Offer, DelayFigures Own, DelayFigures Floor, DelayFigures Refetched,
    IReadOnlyList<string> ByPath, IReadOnlyList<string> FirstErrors);

/// <summary>Counts for all pages of a process.</summary>
internal sealed class DesktopFigures
{
    private const int ErrorsKept = 5;

    private readonly ConcurrentDictionary<string, long> byPath = new();
    private readonly ConcurrentQueue<string> firstErrors = new();
    private long requests;
    private long messages;
    private long errors;

    public Delays Offer { get; } = new();
    public Delays Own { get; } = new();
    public Delays Floor { get; } = new();
    public Delays Refetched { get; } = new();

    public void Answered(string path)
    {
        Interlocked.Increment(ref requests);
        byPath.AddOrUpdate(EndpointOf(path), 1, static (_, n) => n + 1);
    }

    public void Heard() => Interlocked.Increment(ref messages);

    public void Failed(string what)
    {
        Interlocked.Increment(ref errors);
        if (firstErrors.Count < ErrorsKept)
        {
            firstErrors.Enqueue(what);
        }
    }

    public DesktopWindow Take()
    {
        var paths = byPath.OrderByDescending(p => p.Value).Select(p => $"{p.Key} {p.Value}").ToList();
        byPath.Clear();
        var words = firstErrors.ToList();
        firstErrors.Clear();
        return new DesktopWindow(
            Interlocked.Exchange(ref requests, 0), Interlocked.Exchange(ref messages, 0), Interlocked.Exchange(ref errors, 0),
            Offer.Take(), Own.Take(), Floor.Take(), Refetched.Take(), paths, words);
    }

    private static string EndpointOf(string path) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(part => Guid.TryParse(part, out _) ? "{id}" : part));
}
