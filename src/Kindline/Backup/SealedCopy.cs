using Kindline.Foundation;

namespace Kindline.Backup;

/// <summary>Files of a backup, sealed (<see cref="SealedFile"/>).</summary>
internal static class SealedCopy
{
    private const string Purpose = "backup";

    public static Task SealAsync(Stream source, string path, MasterKey master, CancellationToken ct) => SealedFile.SealAsync(source, path, master, Purpose, ct);

    /// <summary>Writes the plain bytes to the target.</summary>
    /// <exception cref="BackupException">The file is cut, was changed, or another key made it; what was written so far is worthless.</exception>
    public static async Task OpenAsync(string path, Stream target, MasterKey master, CancellationToken ct)
    {
        try
        {
            await using var source = SealedStream.Open(path, master, Purpose);
            await source.CopyToAsync(target, ct);
        }
        catch (InvalidDataException)
        {
            throw new BackupException($"{Path.GetFileName(path)} is cut or was changed, or the backup was made with another master key.");
        }
    }
}
