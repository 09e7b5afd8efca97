using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Dialogs;

/// <summary>What we say about ourselves in messages (RFC 3261 8.1.1.9, 11.2, 20.5).</summary>
internal static class Capabilities
{
    public const string Sdp = "application/sdp";

    /// <summary>RFC 3891.</summary>
    private const string Extension = "replaces";

    /// <summary>What is served here.</summary>
    public static readonly RequestRules Rules = new()
    {
        Methods =
        [
            SipMethods.Invite, SipMethods.Ack, SipMethods.Cancel, SipMethods.Bye, SipMethods.Options, SipMethods.Info,
            SipMethods.Update, SipMethods.Refer, SipMethods.Register,
        ],
        Extensions = [Extension],
        BodyTypes = new Dictionary<string, IReadOnlyList<string>> { [SipMethods.Invite] = [Sdp], [SipMethods.Update] = [Sdp] },
    };

    /// <summary>The value of the Allow field.</summary>
    public static readonly string Allow = string.Join(", ", Rules.Methods);

    /// <summary>The value of the Supported field.</summary>
    public static readonly string Supported = string.Join(", ", Rules.Extensions);

    /// <summary>Adds Allow, Accept, Supported and Server: the answer to OPTIONS, or to a method that is not known.</summary>
    public static SipResponse Describe(SipResponse response, string userAgent)
    {
        response.Headers.Add(HeaderNames.Allow, Allow);
        response.Headers.Add(HeaderNames.Accept, Sdp);
        response.Headers.Add(HeaderNames.Supported, Supported);
        response.Headers.Add(HeaderNames.Server, userAgent);
        return response;
    }

    /// <summary>A response that makes or refreshes a dialog: with the request's Record-Route and our Contact (RFC 3261 12.1.1).</summary>
    public static SipResponse Success(ServerTransaction transaction, string tag, ReadOnlyMemory<byte> sdp, DialogLayer layer)
    {
        var response = DialogForming(transaction, 200, "OK", tag, layer);
        response.Headers.Add(HeaderNames.Allow, Allow);
        response.Headers.Add(HeaderNames.Supported, Supported);
        if (!sdp.IsEmpty)
        {
            response.Headers.Add(HeaderNames.ContentType, Sdp);
            response.Body = sdp;
        }
        return response;
    }

    /// <summary>A provisional or final response with Record-Route and Contact.</summary>
    public static SipResponse DialogForming(ServerTransaction transaction, int status, string reason, string tag, DialogLayer layer)
    {
        var request = transaction.Request;
        var response = Responses.To(request, status, reason, tag);
        foreach (var route in request.Headers.All(HeaderNames.RecordRoute))
        {
            response.Headers.Add(HeaderNames.RecordRoute, route);
        }
        response.Headers.Add(HeaderNames.Contact, layer.ContactFor(transaction.ReplyTo, request.Uri.User));
        response.Headers.Add(HeaderNames.Server, layer.UserAgent);
        return response;
    }
}
