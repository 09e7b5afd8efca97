namespace Kindline.Foundation;

/// <summary>The ports that are really open; whoever listens writes its own here before its start is over.</summary>
public sealed class ReadyPorts(KindlineOptions options)
{
    public int Http { get; set; } = options.HttpPort;
    public int Sip { get; set; } = options.SipPort;
    public int Mllp { get; set; } = options.MllpPort;

    public override string ToString() => $"http={Http} sip={Sip} mllp={Mllp}";
}
