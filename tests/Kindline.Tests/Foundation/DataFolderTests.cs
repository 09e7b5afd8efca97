using System.Runtime.Versioning;
using Kindline.Foundation;

namespace Kindline.Tests.Foundation;

[SupportedOSPlatform("linux")]
public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("kindline-test-");

    [Fact]
    public void An_empty_folder_gets_a_key_that_only_its_owner_reads()
    {
        var options = Options("data.key");
        using var folder = DataFolder.Take(options);

        Convert.FromBase64String(File.ReadAllText(options.KeyFile)).Length.ShouldBe(32);
        File.GetUnixFileMode(options.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(options.DataFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_second_server_is_told_who_has_the_folder()
    {
        using var folder = DataFolder.Take(Options("data.key"));

        var refusal = Should.Throw<CannotStartException>(() => DataFolder.Take(Options("data.key")));

        refusal.ExitCode.ShouldBe(3);
        refusal.Message.ShouldBe($"Another Kindline is running on {Options("").DataFolder} (pid {Environment.ProcessId}).");
    }

    [Fact]
    public void After_the_first_has_gone_the_second_opens_the_same_keys()
    {
        byte[] before;
        using (var first = DataFolder.Take(Options("data.key")))
        {
            before = first.Key.Derive("audit");
        }
        using var second = DataFolder.Take(Options("data.key"));

        second.Key.Derive("audit").ShouldBe(before);
        second.Key.Derive("recordings").ShouldNotBe(before);
    }

    [Fact]
    public void Data_without_its_key_is_not_opened()
    {
        DataFolder.Take(Options("data.key")).Dispose();
        File.Delete(Options("data.key").KeyFile);

        Should.Throw<CannotStartException>(() => DataFolder.Take(Options("data.key"))).Message.ShouldContain("is missing");
    }

    [Fact]
    public void Data_with_another_key_is_not_opened()
    {
        DataFolder.Take(Options("data.key")).Dispose();
        File.WriteAllText(Options("other.key").KeyFile, Convert.ToBase64String(new byte[32]));

        Should.Throw<CannotStartException>(() => DataFolder.Take(Options("other.key"))).Message.ShouldContain("another key");
    }

    [Theory]
    [InlineData("data/data.key")]
    [InlineData("data/keys/../keys/data.key")]
    public void A_key_among_the_data_is_refused(string keyFile) =>
        Should.Throw<CannotStartException>(() => DataFolder.Take(Options(keyFile))).Message.ShouldContain("must not lie inside");

    [Theory]
    [InlineData("")]
    [InlineData("too short")]
    [InlineData("AAAA")]
    public void A_key_file_with_something_else_is_refused(string content)
    {
        File.WriteAllText(Options("data.key").KeyFile, content);

        Should.Throw<CannotStartException>(() => DataFolder.Take(Options("data.key"))).Message.ShouldContain("32 bytes");
    }

    public void Dispose() => root.Delete(recursive: true);

    private KindlineOptions Options(string keyFile) => new()
    {
        DataFolder = Path.Combine(root.FullName, "data"),
        KeyFile = Path.GetFullPath(Path.Combine(root.FullName, keyFile)),
    };
}
