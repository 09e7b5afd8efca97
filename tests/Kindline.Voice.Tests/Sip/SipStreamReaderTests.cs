using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class SipStreamReaderTests
{
    [Fact]
    public void Messages_and_keep_alives_come_out_in_order()
    {
        var reader = new SipStreamReader();

        reader.Feed([.. SipCorpus.Own("invite.dat"), .. "\r\n\r\n"u8, .. SipCorpus.Own("ringing.dat"), .. "\r\n"u8]);

        Names(reader).ShouldBe(["INVITE", "Pong", "Ping", "180", "Pong"]);
    }

    [Fact]
    public void It_does_not_matter_how_the_network_cuts()
    {
        byte[] stream = [.. "\r\n\r\n"u8, .. SipCorpus.Own("invite.dat"), .. SipCorpus.Own("ringing.dat"), .. "\r\n"u8];

        for (var cut = 0; cut <= stream.Length; cut++)
        {
            var reader = new SipStreamReader();
            reader.Feed(stream.AsSpan(0, cut));
            var first = Names(reader).ToList();
            reader.Feed(stream.AsSpan(cut));
            first.Concat(Names(reader)).ShouldBe(["Pong", "Ping", "INVITE", "180", "Pong"], $"cut at {cut}");
        }
    }

    [Fact]
    public void A_byte_at_a_time_is_enough()
    {
        var reader = new SipStreamReader();
        List<string> names = [];

        foreach (var octet in SipCorpus.Own("register.dat"))
        {
            reader.Feed([octet]);
            names.AddRange(Names(reader));
        }

        names.ShouldBe(["REGISTER"]);
    }

    [Fact]
    public void Without_Content_Length_the_stream_is_lost()
    {
        var reader = new SipStreamReader();

        reader.Feed("BYE sip:a@b SIP/2.0\r\nCall-ID: 7\r\n\r\nBYE sip:a@b SIP/2.0\r\n\r\n"u8);

        reader.TryTake(out var item).ShouldBeTrue();
        var broken = item.ShouldBeOfType<SipStreamItem.Broken>();
        broken.Error.What.ShouldBe("Content-Length is missing");
        broken.Partial!.CallId.ShouldBe("7");
        reader.TryTake(out _).ShouldBeFalse();
    }

    [Fact]
    public void A_header_that_ends_twice_loses_the_stream()
    {
        var reader = new SipStreamReader();

        reader.Feed("BYE sip:a@b SIP/2.0\r\nContent-Length: 0\n\r\nX: 1\r\n\r\n"u8);

        reader.TryTake(out var item).ShouldBeTrue();
        item.ShouldBeOfType<SipStreamItem.Broken>().Error.What.ShouldBe("a line ends without a carriage return");
    }

    [Fact]
    public void A_header_that_never_ends_is_cut_off()
    {
        var reader = new SipStreamReader(new SipStreamLimits(HeaderBytes: 100));

        reader.Feed(new byte[101]);

        reader.TryTake(out var item).ShouldBeTrue();
        item.ShouldBeOfType<SipStreamItem.Broken>().Error.What.ShouldBe("the header is too long");
    }

    [Fact]
    public void A_body_beyond_the_limit_is_refused_before_it_comes()
    {
        var reader = new SipStreamReader(new SipStreamLimits(BodyBytes: 10));

        reader.Feed("BYE sip:a@b SIP/2.0\r\nContent-Length: 11\r\n\r\n"u8);

        reader.TryTake(out var item).ShouldBeTrue();
        item.ShouldBeOfType<SipStreamItem.Broken>().Error.StatusCode.ShouldBe(413);
    }

    [Fact]
    public void A_malformed_message_in_a_whole_frame_leaves_the_stream_usable()
    {
        var reader = new SipStreamReader();

        reader.Feed([.. "BYE sip:a b SIP/2.0\r\nContent-Length: 2\r\n\r\nhi"u8, .. SipCorpus.Own("ringing.dat")]);

        Names(reader).ShouldBe(["Malformed", "180"]);
    }

    internal static IEnumerable<string> Names(SipStreamReader reader)
    {
        while (reader.TryTake(out var item))
        {
            yield return item switch
            {
                SipStreamItem.Message { Result: SipParseResult.Parsed { Message: SipRequest request } } => request.Method,
                SipStreamItem.Message { Result: SipParseResult.Parsed { Message: SipResponse response } } => $"{response.StatusCode}",
                SipStreamItem.Message message => message.Result.GetType().Name,
                _ => item.GetType().Name,
            };
        }
    }
}
