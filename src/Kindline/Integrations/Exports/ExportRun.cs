using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;

namespace Kindline.Integrations.Exports;

/// <summary>How far an export is.</summary>
/// <param name="Waiting">Whether another one is made before it.</param>
/// <param name="Part">What is being written now: the name of a file, or "recordings as sound".</param>
/// <param name="Done">Of the part.</param>
/// <param name="Total">Of the part; null where nobody knows before.</param>
/// <param name="PartsDone">Parts that are written.</param>
/// <param name="Parts">All of them.</param>
internal sealed record ExportActivity(bool Waiting, string Part, long Done, long? Total, int PartsDone, int Parts)
{
    public static readonly ExportActivity Queued = new(Waiting: true, "", 0, null, 0, 1);
}

/// <summary>What an archive came to hold.</summary>
internal sealed record ExportFigures(int People, int Recordings, int Problems);

/// <summary>One making of an archive: what is known of it while it is written.</summary>
internal sealed class ExportRun(PracticeExport export, Practice practice, string by, ExportArchive archive, DateTimeOffset begunAt)
{
    private readonly Dictionary<Type, Guid[]> ids = [];

    public PracticeExport Export { get; } = export;

    public Practice Practice { get; } = practice;

    /// <summary>The name of who asked for it.</summary>
    public string By { get; } = by;

    public ExportArchive Archive { get; } = archive;

    public DateTimeOffset BegunAt { get; } = begunAt;

    public SoundsWritten Sounds { get; } = new();

    public int People => IdsOf(typeof(Patient)).Length;

    /// <summary>In order.</summary>
    public Guid[] IdsOf(Type entity) => ids[entity];

    /// <summary>Whose rows are in the archive: listed once, so that its files fit together while the centre works on. 16 bytes a row.</summary>
    public void Keep(Type entity, IEnumerable<Guid> of)
    {
        var sorted = of.ToArray();
        Array.Sort(sorted);
        ids[entity] = sorted;
    }

    /// <summary>Whether something of the practice's has this id. Accounts are the centre's.</summary>
    public bool Owns(Guid id) => ids.Any(each => each.Key != typeof(User) && Array.BinarySearch(each.Value, id) >= 0);
}
