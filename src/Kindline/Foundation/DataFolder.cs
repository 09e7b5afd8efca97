using System.Globalization;

namespace Kindline.Foundation;

/// <summary>The folder with everything the centre keeps, held by one process at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream hold;

    private DataFolder(FileStream hold, MasterKey key)
    {
        this.hold = hold;
        Key = key;
    }

    public MasterKey Key { get; }

    /// <summary>Makes the folder where it is missing, takes it for this process and opens its key.</summary>
    /// <exception cref="CannotStartException">Another process has it, or the key is missing or another one.</exception>
    public static DataFolder Take(KindlineOptions options)
    {
        MakeOwnerOnly(options.DataFolder);
        var hold = Hold(options.DataFolder);
        try
        {
            return new DataFolder(hold, MasterKey.Open(options));
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    public void Dispose() => hold.Dispose();

    /// <summary>Makes a folder that nobody else on the machine reads; one that is there stays as it is.</summary>
    internal static void MakeOwnerOnly(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"KINDLINE_DATA: {folder} cannot be made or written: {e.Message}");
        }
    }

    private static FileStream Hold(string folder)
    {
        // The pid stands in a file of its own: nobody else can open the held one.
        var pidFile = Path.Combine(folder, "kindline.pid");
        try
        {
            var hold = new FileStream(Path.Combine(folder, "kindline.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return hold;
        }
        catch (UnauthorizedAccessException)
        {
            throw new CannotStartException($"KINDLINE_DATA: {folder} cannot be written.");
        }
        catch (IOException)
        {
            var pid = File.Exists(pidFile) ? File.ReadAllText(pidFile).Trim() : "unknown";
            throw new CannotStartException($"Another Kindline is running on {folder} (pid {pid}).", CannotStartException.AlreadyRunning);
        }
    }
}
