using System.Text.RegularExpressions;

namespace Kindline.Benchmarks.Profile;

/// <summary>What a frame of perf is called in the picture.</summary>
internal static partial class FrameName
{
    private const string Unknown = "?";

    /// <summary>
    /// "  7f3a [Kindline.Voice] Kindline.Voice.Rtp.MediaPort::Send()[OptimizedTier1] (memfd:doublemapper)" is MediaPort.Send, "ffff udp_sendmsg
    /// ([kernel.kallsyms])" is kernel:udp_sendmsg, and native code is named after its library.
    /// </summary>
    public static string Of(string line)
    {
        var frame = line.TrimStart();
        var space = frame.IndexOf(' ', StringComparison.Ordinal);
        var file = frame.LastIndexOf(" (", StringComparison.Ordinal);
        if (space < 0 || file <= space)
        {
            return Unknown;
        }
        var (symbol, module) = (frame[(space + 1)..file], frame[(file + 2)..^1]);
        if (module.Contains("kernel", StringComparison.Ordinal) || module.StartsWith('['))
        {
            return $"kernel:{Offset().Replace(symbol, "")}";
        }
        if (Managed().Match(symbol) is { Success: true } managed)
        {
            var type = managed.Groups[1].Value;
            return $"{type[(type.LastIndexOf('.') + 1)..]}.{managed.Groups[2].Value}";
        }
        return $"{Path.GetFileNameWithoutExtension(module)}:{(symbol == "[unknown]" ? Unknown : Offset().Replace(symbol, ""))}";
    }

    [GeneratedRegex(@"([A-Za-z_][\w.`<>+|-]*)::([\w.<>|`$-]+)\(")]
    private static partial Regex Managed();

    [GeneratedRegex(@"\+0x[0-9a-f]+$")]
    private static partial Regex Offset();
}
