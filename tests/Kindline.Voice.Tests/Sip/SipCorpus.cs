using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

/// <summary>Finds the samples: our own under tests/data, the torture messages of RFC 4475 beside the repository.</summary>
internal static class SipCorpus
{
    private static readonly string Root = FindRoot();

    public static readonly string? Torture = FindTorture();

    public static byte[] Own(string name) => File.ReadAllBytes(Path.Combine(Folder("sip"), name));

    public static IEnumerable<byte[]> AllOwn() => All("sip");

    public static byte[] OwnSdp(string name) => File.ReadAllBytes(Path.Combine(Folder("sdp"), name));

    public static IEnumerable<byte[]> AllOwnSdp() => All("sdp");

    public static IEnumerable<byte[]> AllTorture() => Torture is null
        ? []
        : Directory.GetFiles(Torture, "*.dat", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    public static SipParseResult ReadTorture(string path)
    {
        Assert.SkipWhen(Torture is null, "the RFC 4475 messages are not beside this clone");
        return SipParser.Parse(File.ReadAllBytes(Path.Combine(Torture!, path + ".dat")));
    }

    public static SipMessage Message(SipParseResult result) => result.ShouldBeOfType<SipParseResult.Parsed>().Message;

    public static SipRequest Request(SipParseResult result) => Message(result).ShouldBeOfType<SipRequest>();

    public static SipMessage Read(string text) => Message(SipParser.Parse(Wire(text)));

    /// <summary>The text with CRLF line ends, as UTF-8.</summary>
    public static byte[] Wire(string text) => System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    private static IEnumerable<byte[]> All(string kind) =>
        Directory.GetFiles(Folder(kind)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private static string Folder(string kind) => Path.Combine(Root, "tests", "data", kind);

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Kindline.slnx")))
        {
            at = at.Parent;
        }
        return at?.FullName ?? throw new DirectoryNotFoundException("no Kindline.slnx above the tests");
    }

    private static string? FindTorture()
    {
        string?[] shared = [Path.Combine(Root, "..", "shared"), Environment.GetEnvironmentVariable("KINDLINE_SHARED")];
        return shared.OfType<string>().Select(s => Path.Combine(s, "data", "sip-torture")).FirstOrDefault(Directory.Exists);
    }
}
