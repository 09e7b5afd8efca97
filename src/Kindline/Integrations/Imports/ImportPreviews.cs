using Kindline.Foundation;
using Kindline.Patients.Import;

namespace Kindline.Integrations.Imports;

/// <summary>What a file would do: how many rows of each kind, and the first of them.</summary>
internal sealed class ImportPreview
{
    private const int MostOfEach = 200;

    private readonly Dictionary<RowKind, List<RowSeen>> first = Enum.GetValues<RowKind>().ToDictionary(k => k, _ => new List<RowSeen>());
    private readonly Dictionary<RowKind, int> counts = Enum.GetValues<RowKind>().ToDictionary(k => k, _ => 0);

    public int Rows => counts.Values.Sum();

    /// <summary>Rows that would be taken without all that they say.</summary>
    public int WithLeftOut { get; private set; }

    public int CountOf(RowKind kind) => counts[kind];

    public IReadOnlyList<RowSeen> FirstOf(RowKind kind) => first[kind];

    public void Add(RowSeen row)
    {
        counts[row.Kind]++;
        WithLeftOut += row is { Kind: not RowKind.Rejected, Why: not null } ? 1 : 0;
        if (first[row.Kind].Count < MostOfEach)
        {
            first[row.Kind].Add(row);
        }
    }
}

/// <summary>The last checks, in memory alone: they are patients' data, and made anew by another check.</summary>
internal sealed class ImportPreviews
{
    private const int Most = 8;

    private readonly Lock gate = new();
    private readonly List<(ImportId Import, ImportPreview Preview)> kept = [];

    public void Keep(ImportId import, ImportPreview preview)
    {
        lock (gate)
        {
            kept.RemoveAll(k => k.Import == import);
            kept.Add((import, preview));
            kept.RemoveRange(0, Math.Max(0, kept.Count - Most));
        }
    }

    public void Forget(ImportId import)
    {
        lock (gate)
        {
            kept.RemoveAll(k => k.Import == import);
        }
    }

    public ImportPreview? Of(ImportId import)
    {
        lock (gate)
        {
            return kept.Find(k => k.Import == import).Preview;
        }
    }
}
