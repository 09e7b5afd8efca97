using System.Security.Cryptography;
using System.Text.Json;
using Kindline.Foundation;

namespace Kindline.Audit;

/// <summary>
/// Recomputes the chain. Finds a row that was changed, deleted, inserted or swapped, rows cut off at the end (the signed head
/// counts them), and a head that was changed. Not found from inside the store: that all of it, head included, was put back to an
/// older state. For that, compare with a head noted elsewhere (the server logs it at start and stop): <c>--head SEQ:MAC</c>.
/// </summary>
public static class VerifyAudit
{
    /// <summary>Checks all rows; <paramref name="noted"/> is a head that must be part of the chain.</summary>
    public static async Task<AuditVerdict> RunAsync(KindlineOptions options, MasterKey master, string? noted, CancellationToken ct)
    {
        var key = master.Derive(AuditTrail.KeyPurpose);
        var store = AuditStore.For(options);
        await using var connection = await store.OpenAsync(ct);
        await store.CreateTablesAsync(connection, ct);
        var head = await store.ReadHeadAsync(connection, ct) ?? AuditHead.None;
        var headIsOurs = head.Seq == 0 || head.IsSignedBy(key);
        var (seq, mac) = (0L, AuditHead.None.LastMac);
        var notedFound = noted is null;
        // The head was read first: rows that a running server appends meanwhile are still checked against their own chain.
        await foreach (var row in store.ReadAllAsync(connection, ct))
        {
            seq++;
            if (row.Seq != seq)
            {
                return new AuditVerdict(false, seq - 1, seq, $"row {seq} is missing", head.ToString());
            }
            var expected = row.ComputeMac(key, mac);
            if (!CryptographicOperations.FixedTimeEquals(row.Mac, expected))
            {
                var why = seq == 1 && !headIsOurs ? "the trail was written with another key" : $"row {seq} is not as it was written";
                return new AuditVerdict(false, seq - 1, seq, why, head.ToString());
            }
            if (seq == head.Seq && !CryptographicOperations.FixedTimeEquals(row.Mac, head.LastMac))
            {
                return new AuditVerdict(false, seq - 1, seq, "the head does not belong to this chain", head.ToString());
            }
            mac = expected;
            notedFound |= string.Equals(noted, new AuditHead(seq, mac, []).ToString(), StringComparison.OrdinalIgnoreCase);
        }
        return !headIsOurs ? new AuditVerdict(false, seq, null, "the head was changed", head.ToString())
            : seq < head.Seq ? new AuditVerdict(false, seq, seq + 1, $"rows {seq + 1} to {head.Seq} are missing", head.ToString())
            : head.Seq == 0 && seq > 0 ? new AuditVerdict(false, seq, null, "the head is missing", head.ToString())
            : !notedFound ? new AuditVerdict(false, seq, null, "the noted head is not part of this chain", head.ToString())
            : new AuditVerdict(true, seq, null, null, head.ToString());
    }

    /// <summary><c>kindline audit verify [--json] [--head SEQ:MAC]</c>: exit code 0 when the trail is whole, 1 when not.</summary>
    public static async Task<int> RunVerbAsync(string[] args)
    {
        var head = Array.IndexOf(args, "--head");
        if (args is not ["verify", ..] || head == args.Length - 1)
        {
            await Console.Error.WriteLineAsync("usage: kindline audit verify [--json] [--head SEQ:MAC]");
            return Verbs.Unknown;
        }
        var options = KindlineOptions.FromEnvironment(Environment.GetEnvironmentVariable);
        if (options.Postgres is null && !File.Exists(Path.Combine(options.DataFolder, "audit.db")))
        {
            throw new CannotStartException($"There is no audit trail in {options.DataFolder}.");
        }
        var verdict = await RunAsync(options, MasterKey.Open(options), head < 0 ? null : args[head + 1], CancellationToken.None);
        await Console.Out.WriteLineAsync(args.Contains("--json") ? JsonSerializer.Serialize(verdict, WireJson.Options) : verdict.ToString());
        return verdict.Ok ? 0 : 1;
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Rows">How many rows are as they were written, from the first.</param>
/// <param name="FirstBad">The first row that is not, or null.</param>
public sealed record AuditVerdict(bool Ok, long Rows, long? FirstBad, string? Problem, string Head)
{
    public override string ToString() => Ok ? $"The audit trail is whole: {Rows} rows, head {Head}" : $"The audit trail is NOT whole: {Problem} (good up to row {Rows})";
}
