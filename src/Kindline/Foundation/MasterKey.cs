using System.Security.Cryptography;
using System.Text;

namespace Kindline.Foundation;

/// <summary>
/// The 32 bytes in KINDLINE_KEY_FILE from which every other key is derived. It never lies in the data folder, so that a stolen
/// disk or backup stays unreadable (breach guidance under 45 CFR 164.402).
/// </summary>
public sealed class MasterKey
{
    private const int Length = 32;
    private const string CheckFile = "key.check";

    // What stands in a folder before the first start has come far enough to keep anything.
    private static readonly string[] NotData = ["kindline.lock", "kindline.pid"];

    private readonly byte[] key;

    private MasterKey(byte[] key) => this.key = key;

    /// <summary>Reads the key, and makes one for an empty data folder.</summary>
    /// <exception cref="CannotStartException">There is data and no key, another key, or a key among the data.</exception>
    public static MasterKey Open(KindlineOptions options)
    {
        if (IsInside(options.KeyFile, options.DataFolder))
        {
            throw new CannotStartException($"KINDLINE_KEY_FILE must not lie inside KINDLINE_DATA: {options.KeyFile}");
        }
        var key = new MasterKey(File.Exists(options.KeyFile) ? ReadBytes(options.KeyFile) : CreateForEmpty(options));
        key.Check(Path.Combine(options.DataFolder, CheckFile));
        return key;
    }

    /// <summary>Reads the key of data that lies elsewhere, such as a backup: makes none, and compares it with nothing.</summary>
    /// <exception cref="CannotStartException">There is none, or it cannot be read.</exception>
    public static MasterKey Read(KindlineOptions options) => new(ReadBytes(options.KeyFile));

    /// <summary>A key of 32 bytes for one purpose, by HKDF-SHA256 (RFC 5869).</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: Encoding.UTF8.GetBytes($"kindline:{purpose}"));

    private static bool IsInside(string file, string folder)
    {
        var relative = Path.GetRelativePath(folder, file);
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal);
    }

    private static byte[] ReadBytes(string file)
    {
        var bytes = new byte[Length + 1];
        return Convert.TryFromBase64String(ReadText(file).Trim(), bytes, out var written) && written == Length
            ? bytes[..Length]
            : throw new CannotStartException($"KINDLINE_KEY_FILE must hold 32 bytes in base64: {file}");
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"KINDLINE_KEY_FILE cannot be read: {file}");
        }
    }

    private static byte[] CreateForEmpty(KindlineOptions options)
    {
        if (Directory.EnumerateFileSystemEntries(options.DataFolder).Any(e => !NotData.Contains(Path.GetFileName(e))))
        {
            throw new CannotStartException(
                $"KINDLINE_KEY_FILE: {options.KeyFile} is missing, and without it the data in {options.DataFolder} cannot be opened.");
        }
        var key = RandomNumberGenerator.GetBytes(Length);
        try
        {
            var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using var file = new FileStream(options.KeyFile, how);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"KINDLINE_KEY_FILE cannot be written: {options.KeyFile}");
        }
        return key;
    }

    /// <summary>A derived value in the data folder tells another key at the start, and not at the first recording.</summary>
    private void Check(string file)
    {
        var expected = Convert.ToHexString(Derive("check"));
        if (!File.Exists(file))
        {
            File.WriteAllText(file, expected);
        }
        else if (File.ReadAllText(file).Trim() != expected)
        {
            throw new CannotStartException("KINDLINE_KEY_FILE holds another key than the one this data was written with.");
        }
    }
}
