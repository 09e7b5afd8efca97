namespace Kindline.Journeys.Toolkit;

/// <summary>A file system of a few megabytes in memory, to be filled to the last byte. Only root may mount one.</summary>
sealed class SmallDisk : IAsyncDisposable
{
    readonly string ballast;

    SmallDisk(string folder)
    {
        Folder = folder;
        ballast = Path.Combine(folder, "ballast");
    }

    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root may mount a small disk");
        var folder = Places.NewFolder("disk");
        await ExternalProgram.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "kindline", folder);
        return new SmallDisk(folder);
    }

    /// <summary>Writes until nothing fits any more.</summary>
    public void Fill()
    {
        using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { new byte[65536], new byte[4096], new byte[1] })
        {
            while (TryWrite(file, piece))
            {
            }
        }
    }

    public void MakeRoom() => File.Delete(ballast);

    public async ValueTask DisposeAsync()
    {
        await ExternalProgram.RunAsync("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    static bool TryWrite(FileStream file, byte[] piece)
    {
        try
        {
            file.Write(piece);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
