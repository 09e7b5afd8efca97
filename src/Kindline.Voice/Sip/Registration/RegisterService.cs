using System.Globalization;
using Kindline.Voice.Sip.Transactions;
using Kindline.Voice.Sip.Transport;

namespace Kindline.Voice.Sip.Registration;

/// <summary>Answers the REGISTER of a user who has proven who he is (RFC 3261 10.3, steps 6 to 8).</summary>
internal sealed class RegisterService(Registrar registrar, TimeProvider clock)
{
    private const string MinExpires = "Min-Expires";
    private const string Instance = "+sip.instance";
    private const string RegId = "reg-id";
    private const string OutboundTag = "outbound";
    private const int LongestInstance = 200;
    private const int LongestRegId = 10;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);

    public SipResponse Answer(SipRequest request, string user)
    {
        var callId = request.CallId ?? "";
        var sequence = request.CSeq?.Number ?? 0;
        if (request.Headers[HeaderNames.Contact] == "*")
        {
            return Clear(request, user, callId, sequence);
        }
        var changes = ChangesOf(request);
        if (changes.Any(c => c.Lifetime > TimeSpan.Zero && c.Lifetime < Shortest))
        {
            var brief = Responses.To(request, 423, "Interval Too Brief");
            brief.Headers.Add(MinExpires, Seconds(Shortest));
            return brief;
        }
        return registrar.TryApply(user, callId, sequence, changes)
            ? Bindings(request, user)
            : Responses.To(request, 500, "Server Internal Error");
    }

    private SipResponse Clear(SipRequest request, string user, string callId, uint sequence)
    {
        if (request.Headers[HeaderNames.Expires] != "0")
        {
            return Responses.To(request, 400, "Bad Request");
        }
        return registrar.TryClear(user, callId, sequence)
            ? Bindings(request, user)
            : Responses.To(request, 500, "Server Internal Error");
    }

    private static List<ContactChange> ChangesOf(SipRequest request)
    {
        var common = Lifetime(request.Headers[HeaderNames.Expires]) ?? Usual;
        var source = request.Source ?? throw new ArgumentException("A REGISTER without a flow reached the registrar.");
        return
        [
            .. request.Contacts.Select(c => new ContactChange(
                c.Uri, source, Lifetime(c.Parameters["expires"]) ?? common, request.Headers[HeaderNames.UserAgent], OutboundOf(request, c))),
        ];
    }

    private SipResponse Bindings(SipRequest request, string user)
    {
        var response = Responses.To(request, 200, "OK");
        var now = clock.GetUtcNow();
        foreach (var binding in registrar.All(user))
        {
            var flow = binding.Outbound is { } o ? $";{Instance}=\"{o.Instance}\";{RegId}={o.RegId}" : "";
            response.Headers.Add(HeaderNames.Contact, $"<{binding.Contact}>;expires={Seconds(binding.ExpiresAt - now)}{flow}");
        }
        if (request.Contacts.Any(c => OutboundOf(request, c) is not null))
        {
            response.Headers.Add("Require", OutboundTag);
        }
        return response;
    }

    // RFC 5626 6: only from a phone that knows the extension, and on its own connection, as what is behind a proxy would need Path.
    private static OutboundFlow? OutboundOf(SipRequest request, NameAddress contact) =>
        request.Vias.Count == 1
        && request.Headers.All(HeaderNames.Supported).SelectMany(l => l.Split(',', StringSplitOptions.TrimEntries)).Contains(OutboundTag, StringComparer.OrdinalIgnoreCase)
        && contact.Parameters[Instance]?.Trim('"') is { Length: > 0 and <= LongestInstance } instance && !instance.AsSpan().ContainsAny('"', '\\')
        && contact.Parameters[RegId] is { Length: > 0 and <= LongestRegId } regId && regId.All(char.IsAsciiDigit)
            ? new OutboundFlow(instance, regId)
            : null;

    private static string Seconds(TimeSpan span) => ((long)Math.Ceiling(span.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static TimeSpan? Lifetime(string? text)
    {
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }
        return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
    }
}
