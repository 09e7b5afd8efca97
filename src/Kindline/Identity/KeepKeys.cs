using System.Text.Json;
using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Identity;

/// <summary>All keys that differ from the standard, by name; an empty object is back to the standard.</summary>
internal sealed record OwnKeysInput(IReadOnlyDictionary<string, string>? Keys);

/// <summary>Keeps which keys a person has changed, for every computer they sign in at. What each name means is the desktop's affair.</summary>
internal sealed class KeepKeys(DbFactory databases)
{
    private const int MostKeys = 40;
    private const int LongestName = 30;
    private const int LongestChord = 20;

    public async Task<FieldErrors> RunAsync(SignedInUser user, IReadOnlyDictionary<string, string>? keys, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (keys is null || keys.Count > MostKeys || keys.Any(k => k.Key.Length is 0 or > LongestName || k.Value is not { Length: > 0 and <= LongestChord }))
        {
            errors.Add("keys", $"must be an object of {MostKeys} chords at most, such as \"hold\": \"Alt+H\"");
            return errors;
        }
        await using var db = databases.Create();
        var kept = keys.Count == 0 ? null : JsonSerializer.Serialize(keys);
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.OwnKeys, kept), ct);
        return errors;
    }

    public static IReadOnlyDictionary<string, string> Read(string? kept) =>
        kept is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(kept) ?? [];
}
