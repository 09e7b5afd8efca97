using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Search;

/// <summary>
/// The words of all names as they were a moment ago: read at the first search, and read anew beside later ones. A name that is newer
/// is found as it is written, and only its misspellings wait. Cost of reading: 5 s with two million patients.
/// </summary>
internal sealed class NameWords(DbFactory databases, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // What takes long to read is read less often: it is to cost a hundredth of a core at most.
    private const int MostOfTheTime = 100;

    // With merged records, and by practice and in the order of its columns, so that one index is read from one end to the other and nothing else.
    private const string Names = """SELECT "FamilyKey", "GivenKey", COUNT(*) FROM "Patients" GROUP BY "PracticeId", "FamilyKey", "GivenKey" """;
    private const string Others = """SELECT "Word", "Other", COUNT(*) FROM "PatientWords" GROUP BY "PracticeId", "Word", "Other" """;

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
        await db.Database.OpenConnectionAsync(ct);
        await CountAsync(db, Names, counts.AddName, ct);
        await CountAsync(db, Others, counts.AddBeside, ct);
        var words = counts.ToVocabulary();
        var took = clock.GetElapsedTime(begunAt);
        return new Read(words, clock.GetUtcNow() + (took * MostOfTheTime > Fresh ? took * MostOfTheTime : Fresh));
    }

    /// <summary>Read past EF, which costs more than the rest for rows of two words.</summary>
    private static async Task CountAsync(Db db, string statement, Action<string, string, int> add, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // One of the constants of this file.
        command.CommandText = statement;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            add(reader.GetString(0), reader.GetString(1), (int)reader.GetInt64(2));
        }
    }

    private sealed record Read(NameVocabulary Words, DateTimeOffset StaleAt);
}
