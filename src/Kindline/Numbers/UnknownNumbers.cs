namespace Kindline.Numbers;

/// <summary>A number that a carrier brought a call for, and that is none of ours.</summary>
/// <param name="Dialled">As it was sent; whoever is called at it, not who calls.</param>
public sealed record UnknownNumber(string Dialled, string Trunk, DateTimeOffset At);

/// <summary>The last such numbers, so that who sets up a line sees that the carrier sends it, and how. In memory: a hint, no record.</summary>
public sealed class UnknownNumbers
{
    private const int Most = 10;
    private const int Longest = 40;

    private readonly Lock door = new();
    private readonly Queue<UnknownNumber> seen = new();

    /// <summary>Notes one; the oldest goes.</summary>
    public void Saw(string dialled, string trunk, DateTimeOffset at)
    {
        lock (door)
        {
            seen.Enqueue(new UnknownNumber(dialled.Length > Longest ? dialled[..Longest] : dialled, trunk, at));
            if (seen.Count > Most)
            {
                seen.Dequeue();
            }
        }
    }

    /// <summary>The newest first, each number once.</summary>
    public IReadOnlyList<UnknownNumber> Recent()
    {
        lock (door)
        {
            return [.. seen.Reverse().DistinctBy(s => s.Dialled)];
        }
    }
}
