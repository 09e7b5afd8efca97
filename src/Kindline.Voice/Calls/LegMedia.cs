using System.Net;
using Kindline.Voice.Rtp;
using Kindline.Voice.Sdp;
using Kindline.Voice.Sip.Dialogs;

namespace Kindline.Voice.Calls;

internal sealed class LegMedia(MediaPort port, IPEndPoint advertised) : IOfferAnswer
{
    public Action? HeldByPeerChanged { get; set; }
    public MediaPort Port => port;
    public AudioCodec Codec { get; private set; }
    public bool HeldByPeer { get; private set; }
    public bool OnHold { get; private set; }
    public ReadOnlyMemory<byte> Offer(bool hold) => throw new NotImplementedException(advertised.ToString());
    public ReadOnlyMemory<byte>? Answer(ReadOnlyMemory<byte> offer) => throw new NotImplementedException();
    public bool Accept(ReadOnlyMemory<byte> answer) => throw new NotImplementedException();
    public void Withdraw() {}
}
