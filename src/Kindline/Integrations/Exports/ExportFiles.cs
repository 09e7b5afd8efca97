using System.IO.Pipelines;
using Kindline.Foundation;

namespace Kindline.Integrations.Exports;

/// <summary>
/// The archives, in the data folder, each sealed (<see cref="SealedFile"/>). One that is being written has another name until its last byte is on the
/// disk, so that half of one is never found.
/// </summary>
internal sealed class ExportFiles(KindlineOptions options, MasterKey master)
{
    private const string Purpose = "exports";

    private readonly string folder = Path.Combine(options.DataFolder, "exports");

    /// <summary>Keeps what is written, or nothing. What an attempt before left half done is written anew.</summary>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="IOException">The disk took no more.</exception>
    public async Task<long> WriteAsync(ExportId id, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        DataFolder.MakeOwnerOnly(folder);
        Remove(id);
        try
        {
            await SealAsync(PartOf(id), write, ct);
            File.Move(PartOf(id), PathOf(id));
        }
        catch
        {
            Remove(id);
            throw;
        }
        await using var whole = Open(id);
        return whole.Length;
    }

    public bool Has(ExportId id) => File.Exists(PathOf(id));

    /// <exception cref="FileNotFoundException">It is no longer kept.</exception>
    /// <exception cref="InvalidDataException">It is cut or was changed.</exception>
    public Stream Open(ExportId id) => SealedStream.Open(PathOf(id), master, Purpose);

    public void Remove(ExportId id)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(PartOf(id));
            File.Delete(PathOf(id));
        }
    }

    /// <summary>Whose files there are, whole or not.</summary>
    public IReadOnlyList<ExportId> All() => !Directory.Exists(folder) ? []
        : [.. Directory.EnumerateFiles(folder).Select(Path.GetFileNameWithoutExtension).Where(n => Guid.TryParse(n, out _)).Select(n => new ExportId(Guid.Parse(n!)))];

    /// <summary>The writer fills a pipe, and the sealing empties it: memory holds some frames, whatever the archive's size.</summary>
    private async Task SealAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: SealedFile.FrameLength, resumeWriterThreshold: SealedFile.FrameLength / 2));
        // A pipe that nobody empties takes everything and keeps nothing: where the disk is full the writer has to stop.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sealing = SealFromAsync(pipe.Reader, path, either);
        Exception? fault = null;
        try
        {
            await write(pipe.Writer.AsStream(leaveOpen: true), either.Token);
        }
#pragma warning disable CA1031 // Nothing is swallowed: the sealing throws it, or what stopped the writer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            fault = e;
        }
        await pipe.Writer.CompleteAsync(fault);
        await sealing;
    }

    private async Task SealFromAsync(PipeReader reader, string path, CancellationTokenSource either)
    {
        try
        {
            await using var source = reader.AsStream();
            await SealedFile.SealAsync(source, path, master, Purpose, CancellationToken.None);
        }
        catch
        {
            await either.CancelAsync();
            throw;
        }
    }

    private string PathOf(ExportId id) => Path.Combine(folder, $"{id}.sealed");

    private string PartOf(ExportId id) => Path.Combine(folder, $"{id}.part");
}
