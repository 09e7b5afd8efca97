using System.Security.Cryptography;
using Kindline.Foundation;

namespace Kindline.Integrations.Imports;

/// <summary>The files that were brought by the browser, in the data folder, each sealed (<see cref="SealedFile"/>).</summary>
internal sealed class ImportFiles(KindlineOptions options, MasterKey master)
{
    private const string Purpose = "imports";

    private readonly string folder = Path.Combine(options.DataFolder, "imports");

    /// <summary>Keeps a file as it comes in; what cannot be read to its end leaves nothing.</summary>
    /// <returns>Its SHA-256 in hexadecimal.</returns>
    public async Task<string> SaveAsync(ImportId id, Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        using var hash = SHA256.Create();
        try
        {
            await using var hashed = new CryptoStream(content, hash, CryptoStreamMode.Read, leaveOpen: true);
            await SealedFile.SealAsync(hashed, PathOf(id), master, Purpose, ct);
        }
        catch
        {
            Remove(id);
            throw;
        }
        return Convert.ToHexStringLower(hash.Hash ?? []);
    }

    public bool Has(ImportId id) => File.Exists(PathOf(id));

    /// <exception cref="FileNotFoundException">It is no longer kept.</exception>
    /// <exception cref="InvalidDataException">It is cut or was changed.</exception>
    public Stream Open(ImportId id) => SealedStream.Open(PathOf(id), master, Purpose);

    public void Remove(ImportId id) => File.Delete(PathOf(id));

    /// <summary>Whose files there are.</summary>
    public IReadOnlyList<ImportId> All() => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder).Select(Path.GetFileNameWithoutExtension).Where(n => Guid.TryParse(n, out _)).Select(n => new ImportId(Guid.Parse(n!)))];

    private string PathOf(ImportId id) => Path.Combine(folder, $"{id}.sealed");
}
