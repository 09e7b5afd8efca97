using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Interactions;

/// <summary>
/// One event in the journal, a line of text: 16 hex digits of its SHA-256, a space, the entry as JSON. A torn or damaged line is
/// seen by the digits.
/// <code>9f86d081884c7d65 {"position":17,"interaction":"0193...","at":"2026-11-22T09:00:00Z","type":"queued","data":{"queue":"0193..."}}</code>
/// </summary>
/// <param name="Position">Counted over all files of the journal, from 1.</param>
public sealed record JournalEntry(long Position, InteractionId Interaction, DateTimeOffset At, string Type, JsonElement Data)
{
    private const int SumLength = 16;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new TypedIdJson() },
        RespectRequiredConstructorParameters = true,
    };

    public string ToLine()
    {
        var json = JsonSerializer.Serialize(this, Options);
        return $"{Sum(Encoding.UTF8.GetBytes(json))} {json}\n";
    }

    /// <summary>Reads a line without its end; false where it is torn or damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out JournalEntry? entry)
    {
        entry = null;
        if (line.Length < SumLength + 2 || line[SumLength] != (byte)' '
            || !line[..SumLength].SequenceEqual(Encoding.ASCII.GetBytes(Sum(line[(SumLength + 1)..]))))
        {
            return false;
        }
        try
        {
            entry = JsonSerializer.Deserialize<JournalEntry>(line[(SumLength + 1)..], Options);
        }
        catch (JsonException)
        {
            // A line of another program: its sum may be right, its shape is not ours.
        }
        return entry is not null;
    }

    private static string Sum(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json))[..SumLength];
}
