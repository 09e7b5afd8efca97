using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

/// <summary>Whatever bytes a name holds, writing and reading gives it back.</summary>
public sealed class SipRoundTripProperties
{
    [Fact]
    public void Any_bytes_survive_as_text() => Holds(bytes =>
    {
        var written = new ArrayBufferWriter<byte>();
        SipText.Encode(SipText.Decode(bytes), written);
        return written.WrittenSpan.SequenceEqual(bytes);
    });

    [Fact]
    public void Any_user_part_survives_in_a_URI() => Holds(bytes =>
    {
        var uri = SipUri.Sip(SipText.Decode([.. bytes, (byte)'x']), "kindline.example", 5061);
        return SipUri.TryParse(uri.ToString(), out var again) && again == uri;
    });

    [Fact]
    public void Any_URI_parameter_survives() => Holds(bytes =>
    {
        var text = SipText.Decode([.. bytes, (byte)'x']);
        var uri = SipUri.Sip(null, "::1") with { Parameters = SipParameters.Empty.With(text, null).With("v", text) };
        return SipUri.TryParse(uri.ToString(), out var again) && again == uri;
    });

    [Fact]
    public void Any_display_name_survives() => Holds(bytes =>
    {
        var address = new NameAddress(SipText.Decode(bytes), SipUri.Sip("a", "b"), SipParameters.Empty.With("tag", "1"));
        return NameAddress.TryParse(address.ToString(), out var again) && again == address;
    });

    [Fact]
    public void Any_reason_phrase_stays_on_its_line() => Holds(bytes =>
    {
        var response = new SipResponse(500, SipText.Decode(bytes));
        return SipCorpus.Message(SipParser.Parse(SipWriter.ToBytes(response))).Headers.Count == 1;
    });

    private static void Holds(Func<byte[], bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<byte[]>(property));
}
