using System.Security.Cryptography;
using System.Text.Json;
using Kindline.Foundation;

namespace Kindline.Backup;

/// <summary>
/// What a backup holds: the sums of its files and what can be counted in it. Signed with a key of the master key (HMAC-SHA256 in
/// <see cref="SignatureName"/>), so that a file that was left out or changed is found before anything is put back.
/// </summary>
/// <param name="Engine">"sqlite" or "postgres"; a backup goes back to where it came from.</param>
/// <param name="Migration">The last migration of its database.</param>
internal sealed record BackupManifest(
    int Format, string Version, DateTimeOffset MadeAt, string Engine, string Migration, BackupCounts Counts,
    IReadOnlyList<BackupFile> Files)
{
    public const int ThisFormat = 1;
    public const string Name = "manifest.json";
    public const string SignatureName = "manifest.mac";

    private const string KeyPurpose = "backup.manifest";

    public void Write(string folder, MasterKey master)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options);
        File.WriteAllBytes(Path.Combine(folder, Name), bytes);
        File.WriteAllText(Path.Combine(folder, SignatureName), Convert.ToHexStringLower(HMACSHA256.HashData(master.Derive(KeyPurpose), bytes)));
    }

    /// <exception cref="BackupException">There is none, it was changed, or this version cannot read it.</exception>
    public static BackupManifest Read(string folder, MasterKey master)
    {
        var (path, signature) = (Path.Combine(folder, Name), Path.Combine(folder, SignatureName));
        if (!File.Exists(path) || !File.Exists(signature))
        {
            throw new BackupException($"There is no whole backup in {folder}: {Name} and {SignatureName} belong to one.");
        }
        var bytes = File.ReadAllBytes(path);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(master.Derive(KeyPurpose), bytes));
        if (!string.Equals(File.ReadAllText(signature).Trim(), expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new BackupException($"{Name} was changed, or the backup was made with another master key (KINDLINE_KEY_FILE).");
        }
        return JsonSerializer.Deserialize<BackupManifest>(bytes, WireJson.Options) is { Format: ThisFormat } manifest
            ? manifest
            : throw new BackupException("The backup is of a form that this version does not know.");
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">Below the backup's folder.</param>
/// <param name="Sha256">Of the file as it lies there, in hex.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256)
{
    public static async Task<BackupFile> OfAsync(string folder, string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(System.IO.Path.Combine(folder, path));
        return new BackupFile(path, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)));
    }
}

/// <summary>What is counted in the copy when it is made, and again when it is put back.</summary>
internal sealed record BackupCounts(long Interactions, long Events, long Patients, long Recordings, long AuditRows);
