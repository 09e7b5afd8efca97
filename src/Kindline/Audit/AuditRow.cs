using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kindline.Audit;

/// <summary>An entry as it is kept: numbered, timed, and chained to the one before it.</summary>
/// <param name="Seq">Counts from 1 without a gap.</param>
/// <param name="Mac">HMAC-SHA256(key, mac of the row before || canonical form of this one).</param>
public sealed record AuditRow(
    long Seq,
    DateTimeOffset At,
    Guid? ActorId,
    string ActorRole,
    string? SessionId,
    string? Ip,
    string Code,
    char Action,
    string? ObjectType,
    string? ObjectId,
    Guid? PatientId,
    IReadOnlyList<string> Fields,
    string? Reason,
    int Outcome,
    byte[] Mac)
{
    // RFC 8785 escapes no more than it has to.
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static AuditRow From(AuditEntry entry, long seq, DateTimeOffset at) => new(
        seq, at, entry.Actor.UserId, entry.Actor.Role, entry.Actor.SessionId, entry.Actor.Address, entry.Code, entry.Action,
        entry.ObjectType, entry.ObjectId, entry.PatientId?.Value, entry.Fields, entry.Reason, entry.Outcome, []);

    /// <summary>The MAC that this row must have after the one with <paramref name="previous"/>.</summary>
    internal byte[] ComputeMac(byte[] key, ReadOnlySpan<byte> previous)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(previous);
        mac.AppendData(CanonicalForm());
        return mac.GetHashAndReset();
    }

    /// <summary>One JSON object with its keys in order and nothing absent written, after RFC 8785.</summary>
    internal byte[] CanonicalForm()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            Text("action", Action.ToString());
            Text("actorId", ActorId?.ToString());
            Text("actorRole", ActorRole);
            Text("at", At.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));
            Text("code", Code);
            Text("fields", Fields.Count == 0 ? null : string.Join(',', Fields));
            Text("ip", Ip);
            Text("objectId", ObjectId);
            Text("objectType", ObjectType);
            json.WriteNumber("outcome", Outcome);
            Text("patientId", PatientId?.ToString());
            Text("reason", Reason);
            json.WriteNumber("seq", Seq);
            Text("sessionId", SessionId);
            json.WriteEndObject();

            void Text(string name, string? value)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }
        }
        return buffer.ToArray();
    }
}

/// <summary>The end of the chain: how many rows there are and the last one's MAC, under a MAC of its own.</summary>
internal sealed record AuditHead(long Seq, byte[] LastMac, byte[] Mac)
{
    public static readonly AuditHead None = new(0, new byte[32], []);

    public static AuditHead Of(long seq, byte[] lastMac, byte[] key) => new(seq, lastMac, Sign(seq, lastMac, key));

    public bool IsSignedBy(byte[] key) => CryptographicOperations.FixedTimeEquals(Mac, Sign(Seq, LastMac, key));

    /// <summary>What an operator may note elsewhere and ask for later.</summary>
    public override string ToString() => $"{Seq}:{Convert.ToHexStringLower(LastMac)}";

    private static byte[] Sign(long seq, byte[] lastMac, byte[] key) =>
        HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"head:{seq}:{Convert.ToHexString(lastMac)}")));
}
