using System.Security.Cryptography;
using Kindline.Backup;
using Kindline.Foundation;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Backup;

public sealed class SealedFileTests : IDisposable
{
    private const int Frame = 1 << 20;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kindline-test-");
    private readonly MasterKey master;

    public SealedFileTests() => master = NewKey("one");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Frame - 1)]
    [InlineData(Frame)]
    [InlineData(Frame + 1)]
    [InlineData(2 * Frame)]
    [InlineData((2 * Frame) + 77)]
    public async Task What_was_sealed_comes_out_again(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);

        var path = await SealAsync(plain);

        (await OpenAsync(path, master)).ShouldBe(plain);
    }

    [Fact]
    public async Task A_byte_that_was_changed_is_found_wherever_it_stands()
    {
        var path = await SealAsync(RandomNumberGenerator.GetBytes(300));
        var whole = await File.ReadAllBytesAsync(path, Ct);

        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x40;
            await File.WriteAllBytesAsync(path, changed, Ct);

            await Should.ThrowAsync<BackupException>(() => OpenAsync(path, master), $"byte {at}");
        }
    }

    [Fact]
    public async Task Frames_cannot_be_cut_off_swapped_or_added()
    {
        var path = await SealAsync(RandomNumberGenerator.GetBytes(3 * Frame));
        var whole = await File.ReadAllBytesAsync(path, Ct);
        const int OnDisk = 4 + Frame + 16;
        byte[] Part(int n) => whole[(16 + (n * OnDisk))..(16 + ((n + 1) * OnDisk))];
        byte[][] forged =
        [
            whole[..(16 + OnDisk)], [.. whole[..16], .. Part(1), .. Part(0), .. Part(2)], [.. whole[..16], .. Part(2)], [.. whole, .. Part(2)],
            [.. whole, 0], [], whole[..7],
        ];

        foreach (var bytes in forged)
        {
            await File.WriteAllBytesAsync(path, bytes, Ct);

            await Should.ThrowAsync<BackupException>(() => OpenAsync(path, master));
        }
    }

    [Fact]
    public async Task It_is_read_from_any_place()
    {
        var plain = RandomNumberGenerator.GetBytes((2 * Frame) + 77);
        await using var sealedStream = SealedStream.Open(await SealAsync(plain), master, "backup");
        var read = new byte[20];

        sealedStream.Length.ShouldBe(plain.Length);
        foreach (var at in new[] { plain.Length - 20, 5, Frame - 10, (2 * Frame) - 1 })
        {
            sealedStream.Seek(at, SeekOrigin.Begin);
            await sealedStream.ReadExactlyAsync(read, Ct);
            read.ShouldBe(plain[at..(at + 20)]);
        }
    }

    [Fact]
    public async Task Another_master_key_opens_nothing()
    {
        var path = await SealAsync([1, 2, 3]);

        await Should.ThrowAsync<BackupException>(() => OpenAsync(path, NewKey("two")));
    }

    public void Dispose() => root.Delete(recursive: true);

    private MasterKey NewKey(string name) => MasterKey.Open(new KindlineOptions
    {
        DataFolder = root.CreateSubdirectory(name).FullName,
        KeyFile = Path.Combine(root.FullName, $"{name}.key"),
    });

    private async Task<string> SealAsync(byte[] plain)
    {
        var path = Path.Combine(root.FullName, "file.sealed");
        await SealedCopy.SealAsync(new MemoryStream(plain), path, master, Ct);
        return path;
    }

    private static async Task<byte[]> OpenAsync(string path, MasterKey key)
    {
        using var plain = new MemoryStream();
        await SealedCopy.OpenAsync(path, plain, key, Ct);
        return plain.ToArray();
    }
}
