using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Search;

/// <summary>
/// The words of all names as they were a moment ago: read at the first search, and read anew beside later ones. A name that is newer
/// is found as it is written, and only its misspellings wait. Cost of reading: about a second with two million patients.
/// </summary>
internal sealed class NameWords(DbFactory databases, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // What takes long to read is read less often: it is to cost a hundredth of a core at most.
    private const int MostOfTheTime = 100;

    private readonly Lock gate = new();
    private Read? last;
    private Task<Read>? reading;

    public async Task<NameVocabulary> NowAsync(CancellationToken ct)
    {
        Task<Read> first;
        lock (gate)
        {
            if (last is null || (reading is null && clock.GetUtcNow() >= last.StaleAt))
            {
                reading ??= Task.Run(RenewAsync, CancellationToken.None);
            }
            if (last is not null)
            {
                return last.Words;
            }
            first = reading!;
        }
        return (await first.WaitAsync(ct)).Words;
    }

    /// <summary>Runs beside whoever asked, who goes on with the words of before; where it fails, the next one to ask begins it anew.</summary>
    private async Task<Read> RenewAsync()
    {
        Read? read = null;
        try
        {
            return read = await ReadAsync(CancellationToken.None);
        }
        finally
        {
            lock (gate)
            {
                (last, reading) = (read ?? last, null);
            }
        }
    }

    private async Task<Read> ReadAsync(CancellationToken ct)
    {
        var begunAt = clock.GetTimestamp();
        var counts = new NameCounts();
        await using var db = databases.Create();
        // With merged records, and by practice and in the order of its columns, so that the index alone is read from one end to the other.
        var names = db.Patients.IgnoreQueryFilters().GroupBy(p => new { p.PracticeId, p.FamilyKey, p.GivenKey })
            .Select(g => new { g.Key.FamilyKey, g.Key.GivenKey, Count = g.Count() });
        await foreach (var name in names.AsAsyncEnumerable().WithCancellation(ct))
        {
            counts.Add(name.FamilyKey, name.Count);
            counts.Add(name.GivenKey, name.Count);
            counts.Pair(name.FamilyKey, name.GivenKey, name.Count);
        }
        var others = db.Set<PatientWord>().GroupBy(w => new { w.PracticeId, w.Word, w.Other }).Select(g => new { g.Key.Word, g.Key.Other, Count = g.Count() });
        await foreach (var word in others.AsAsyncEnumerable().WithCancellation(ct))
        {
            counts.Add(word.Word, word.Count);
            counts.Pair(word.Word, word.Other, word.Count);
        }
        var words = counts.ToVocabulary();
        var took = clock.GetElapsedTime(begunAt);
        return new Read(words, clock.GetUtcNow() + (took * MostOfTheTime > Fresh ? took * MostOfTheTime : Fresh));
    }

    private sealed record Read(NameVocabulary Words, DateTimeOffset StaleAt);
}
