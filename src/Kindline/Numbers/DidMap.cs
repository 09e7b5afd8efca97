using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Numbers;

/// <summary>Where a dialled number leads.</summary>
public sealed record DialledLine(string E164, PracticeId PracticeId, string PracticeName, string Purpose, QueueId QueueId, bool ShownOutbound, string? WhisperText)
{
    /// <summary>As the agent says and sees it: "Bayview Eye, Appointments".</summary>
    public string Name => $"{PracticeName}, {Purpose}";

    /// <summary>What an agent hears before the caller; empty where nothing is to be heard.</summary>
    public string Whisper => WhisperText ?? Name;
}

/// <summary>
/// From a dialled number to practice and queue. Kept in memory, so that a call is taken while the database is away; a number that
/// is not there is looked for once more in the database.
/// </summary>
public sealed class DidMap(DbFactory database)
{
    private volatile Dictionary<string, DialledLine> lines = [];

    /// <summary>Null where the number is not ours. Carriers send it with or without plus and country code.</summary>
    public async Task<DialledLine?> FindAsync(string dialled, CancellationToken ct)
    {
        if (!PhoneNumber.TryParse(dialled, out var number))
        {
            return null;
        }
        if (!lines.ContainsKey(number.Value))
        {
            await LoadAsync(ct);
        }
        return lines.GetValueOrDefault(number.Value);
    }

    /// <summary>The line that outbound calls of a practice show.</summary>
    public async Task<DialledLine?> ShownByAsync(PracticeId practice, CancellationToken ct) =>
        (await KnownAsync(ct)).Where(l => l.PracticeId == practice && l.ShownOutbound).MinBy(l => l.E164, StringComparer.Ordinal);

    /// <summary>Every line of ours as far as it is in memory; the database is asked only where nothing is.</summary>
    public async Task<IReadOnlyCollection<DialledLine>> KnownAsync(CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            await LoadAsync(ct);
        }
        return lines.Values;
    }

    /// <summary>Every line of ours, read anew.</summary>
    public async Task<IReadOnlyCollection<DialledLine>> AllAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return lines.Values;
    }

    /// <summary>Reads all numbers anew; called when one changes.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = database.Create();
        var rows = from number in db.Numbers.AsNoTracking()
                   join practice in db.Practices on number.PracticeId equals practice.Id
                   select new DialledLine(number.E164, practice.Id, practice.Name, number.Purpose, number.QueueId, number.ShownOutbound, number.Whisper);
        lines = await rows.ToDictionaryAsync(l => l.E164, ct);
    }
}
