using System.Net;
using Kindline.Voice.Sip.Guard;
using Microsoft.Extensions.Logging;

namespace Kindline.Voice.Sip.Transport;

/// <summary>
/// What came off a socket, on its way up: well-formed messages that the guard lets pass go to the receiver, malformed requests are
/// answered where they can be and the guard does not want silence, all else is dropped and counted.
/// </summary>
internal sealed partial class MessageIntake(ISipReceiver receiver, SipGuard guard, ILogger logger, TimeProvider clock)
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    private static readonly RequestRules AnyMethod = new();

    private long malformed;
    private long loggedAt = -LogEvery.Ticks;

    /// <summary>How many messages were malformed.</summary>
    public long Malformed => Interlocked.Read(ref malformed);

    /// <summary>Whether a source is heard at all; to be asked before its bytes are looked at.</summary>
    public bool Opens(SipProtocol protocol, IPEndPoint remote) => guard.Opens(protocol, remote);

    /// <summary>Whether nobody has proven anything at this address.</summary>
    public bool IsStranger(IPEndPoint remote) => guard.IsStranger(remote);

    /// <summary>Takes one parsed message; the return value is the answer to a malformed request, to be sent on the same flow.</summary>
    public ReadOnlyMemory<byte> Take(SipParseResult result, SipFlow source)
    {
        switch (result)
        {
            case SipParseResult.Parsed { Message: var message } when guard.Admits(message, source):
                message.Source = source;
                if (message is SipRequest request)
                {
                    ReplyPath.Stamp(request, source);
                }
                receiver.OnMessage(message);
                return default;
            case SipParseResult.Malformed(var error, var partial):
                return Refuse(error, partial, source);
            default:
                return default;
        }
    }

    /// <summary>Counts a malformed message; the return value answers it where it was a request with a readable Via.</summary>
    public ReadOnlyMemory<byte> Refuse(SipParseError error, SipMessage? partial, SipFlow source)
    {
        Count(error);
        if (!guard.AnswersRubbish(source))
        {
            return default;
        }
        if (partial is not SipRequest request || RequestCheck.Find(request, error, AnyMethod) is not RequestFault.Answer answer)
        {
            return default;
        }
        ReplyPath.Stamp(request, source);
        return SipWriter.ToBytes(Responses.To(request, answer));
    }

    /// <summary>Counts a message that we failed at, a fault of ours.</summary>
    public void CountUnhandled(Exception fault)
    {
        Interlocked.Increment(ref malformed);
        if (MayLog())
        {
            LogUnhandled(logger, fault);
        }
    }

    private void Count(SipParseError error)
    {
        var count = Interlocked.Increment(ref malformed);
        if (MayLog())
        {
            LogMalformed(logger, error.What, error.Offset, count);
        }
    }

    private bool MayLog()
    {
        var now = clock.GetUtcNow().Ticks;
        var last = Interlocked.Read(ref loggedAt);
        return now - last >= LogEvery.Ticks && Interlocked.CompareExchange(ref loggedAt, now, last) == last;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A SIP message could not be taken; it was dropped")]
    private static partial void LogUnhandled(ILogger logger, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A malformed SIP message was refused: {Fault} at byte {Offset}; {Count} so far")]
    private static partial void LogMalformed(ILogger logger, string fault, int offset, long count);
}
