namespace Kindline.Benchmarks.Profile;

/// <summary>One step of a stack, with how many samples went through it.</summary>
internal sealed class StackNode(string name)
{
    public string Name { get; } = name;

    public int Count { get; set; }

    public SortedDictionary<string, StackNode> Children { get; } = new(StringComparer.Ordinal);
}

/// <summary>A part of the work by which samples are told apart: the innermost frame that one of its words begins or names.</summary>
/// <param name="Name">In the figure's name.</param>
/// <param name="Words">Of frames.</param>
internal sealed record WorkPart(string Name, params IReadOnlyList<string> Words);

/// <summary>All samples, as a tree from the thread's beginning to what ran.</summary>
internal sealed class StackCounts
{
    // Looked for from the innermost frame outwards; the first part with a word in it has the sample.
    private static readonly WorkPart[] Parts =
    [
        new("kernel_sending", "kernel:udp_sendmsg", "kernel:__sys_sendto", "kernel:__sys_sendmsg", "kernel:__x64_sys_sendto", "kernel:__x64_sys_sendmsg"),
        new("kernel_receiving", "kernel:__sys_recvfrom", "kernel:__sys_recvmsg", "kernel:__x64_sys_recvfrom", "kernel:__x64_sys_recvmsg"),
        new("kernel_waiting_and_waking", "kernel:"),
        new("recording", "RecordingWriter.", "SecondSeal.", "libSystem.Security.Cryptography.Native.OpenSsl:", "libcrypto.so:"),
        new("mixing", "Conference.", "Mixing.", "MediaPort.Pull", "MediaPort.HearOthers", "G711."),
        new("receiving_and_jitter_buffer", "JitterBuffer.", "GapFiller.", "Concealment.", "RtpReceiver.", "SequenceTracker.", "PeerAddress.", "RtpPacket.", "SampleRing.", "QuietSense.", "DelayWatch."),
        new("sending", "RtpSender.", "MediaPort.Send"),
        new("sockets_in_dotnet", "SocketAsync", "Socket.", "SocketPal.", "SafeSocketHandle.", "libSystem.Native:"),
        new("garbage_collector", "libclrgc:", "libcoreclr:WKS", "libcoreclr:SVR"),
        new("other"),
    ];

    public StackNode Root { get; } = new("all");

    public int Total => Root.Count;

    private readonly Dictionary<string, int> byPart = [];

    /// <summary>One sample, its outermost frame first.</summary>
    public void Add(IReadOnlyList<string> frames)
    {
        var node = Root;
        node.Count++;
        foreach (var frame in frames)
        {
            if (!node.Children.TryGetValue(frame, out var next))
            {
                next = new StackNode(frame);
                node.Children.Add(frame, next);
            }
            next.Count++;
            node = next;
        }
        var part = PartOf(frames);
        byPart[part] = byPart.GetValueOrDefault(part) + 1;
    }

    /// <summary>Each part's share of all samples, from 0 to 1.</summary>
    public IEnumerable<(WorkPart Part, double Share)> Shares() => Parts.Select(p => (p, byPart.GetValueOrDefault(p.Name) / (double)Math.Max(1, Total)));

    private static string PartOf(IReadOnlyList<string> frames)
    {
        // What the kernel does is told by the call into it, which stands outside of it.
        for (var n = frames.Count - 1; n >= 0; n--)
        {
            foreach (var part in Parts)
            {
                if (part.Words.Any(w => frames[n].StartsWith(w, StringComparison.Ordinal)) && !(part.Words is ["kernel:"] && CallsBySocket(frames)))
                {
                    return part.Name;
                }
            }
        }
        return Parts[^1].Name;
    }

    private static bool CallsBySocket(IReadOnlyList<string> frames) =>
        frames.Any(f => Parts[0].Words.Contains(f) || Parts[1].Words.Contains(f));
}
