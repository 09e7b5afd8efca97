using System.IO.Compression;
using System.Security.Cryptography;

namespace Kindline.Integrations.Exports;

/// <summary>One file of the archive.</summary>
/// <param name="Path">Inside the archive.</param>
/// <param name="Rows">Of a table, without its header; null for others.</param>
/// <param name="Bytes">Unpacked.</param>
/// <param name="Sha256">Of the unpacked file, in hexadecimal.</param>
internal sealed record ExportedFile(string Path, long? Rows, long Bytes, string Sha256);

/// <summary>A ZIP file that is written from its beginning to its end, with the length and the sum of each file in it.</summary>
internal sealed class ExportArchive : IAsyncDisposable
{
    private readonly ZipArchive zip;
    private readonly DateTimeOffset at;
    private readonly List<ExportedFile> files = [];

    private ExportArchive(ZipArchive zip, DateTimeOffset at) => (this.zip, this.at) = (zip, at);

    public IReadOnlyList<ExportedFile> Files => files;

    /// <param name="to">Need not seek.</param>
    /// <param name="at">When its files are of.</param>
    /// <param name="ct">Ends the making of it.</param>
    public static async Task<ExportArchive> CreateAsync(Stream to, DateTimeOffset at, CancellationToken ct) =>
        new(await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct), at);

    /// <summary>Adds a file; what is written answers how many rows it has, or null.</summary>
    public async Task AddAsync(string path, CompressionLevel level, Func<Stream, Task<long?>> write, CancellationToken ct)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = at;
        long? rows;
        await using var summed = new SummedStream(await entry.OpenAsync(ct));
        rows = await write(summed);
        files.Add(new ExportedFile(path, rows, summed.Written, summed.Sum()));
    }

    public ValueTask DisposeAsync() => zip.DisposeAsync();

    /// <summary>Counts and sums up what goes through it.</summary>
    private sealed class SummedStream(Stream to) : Stream
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public string Sum() => Convert.ToHexStringLower(hash.GetCurrentHash());

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            hash.AppendData(buffer.Span);
            Written += buffer.Length;
            return to.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

        public override void Flush() => to.Flush();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write without blocking.");

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override async ValueTask DisposeAsync()
        {
            await to.DisposeAsync();
            hash.Dispose();
            await base.DisposeAsync();
        }
    }
}
