using System.Net;
using System.Text;
using Kindline.Voice.Sdp;
using Kindline.Voice.Tests.Sip;

namespace Kindline.Voice.Tests.Sdp;

public sealed class OfferAnswerTests
{
    private static readonly LocalAudio Local = new(new IPEndPoint(IPAddress.Parse("192.0.2.4"), 30100), 42);

    [Fact]
    public void An_offer_has_both_codecs_and_key_tones()
    {
        AudioOffer.Make(Local).ToString().ShouldBe(Lines(
            "v=0",
            "o=- 42 1 IN IP4 192.0.2.4",
            "s=-",
            "c=IN IP4 192.0.2.4",
            "t=0 0",
            "m=audio 30100 RTP/AVP 0 8 101",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-16",
            "a=ptime:20",
            "a=sendrecv"));
    }

    [Fact]
    public void The_offerers_first_codec_that_we_speak_and_its_payload_types_are_answered()
    {
        var answered = Answered(SdpParserTests.Read(SipCorpus.OwnSdp("carrier.sdp")));

        answered.Audio.ShouldBe(new NegotiatedAudio(
            Endpoint("203.0.113.7", 16000), AudioCodec.Pcma, 8, 96, MediaDirection.SendRecv, Endpoint("203.0.113.7", 16001)));
        answered.Answer.ToString().ShouldBe(Lines(
            "v=0",
            "o=- 42 1 IN IP4 192.0.2.4",
            "s=-",
            "c=IN IP4 192.0.2.4",
            "t=0 0",
            "m=audio 30100 RTP/AVP 8 96",
            "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:96 telephone-event/8000",
            "a=fmtp:96 0-16",
            "a=ptime:20",
            "a=sendrecv"));
    }

    [Fact]
    public void Other_sections_are_refused_in_their_place_and_times_are_repeated()
    {
        var answered = Answered(SdpParserTests.Read(SipCorpus.OwnSdp("video-too.sdp")));

        answered.Answer.Media.Select(m => (m.Kind, m.Port, m.Formats[0])).ShouldBe(
            [("video", 0, "99"), ("audio", 30100, "0"), ("application", 0, "wb")]);
        answered.Answer.Times.Count.ShouldBe(2);
        answered.Audio.TelephoneEventPayload.ShouldBe(101, "the one at 8,000 Hz");
        answered.Audio.Rtcp.ShouldBe(Endpoint("126.16.64.4", 53020));
    }

    [Fact]
    public void A_second_audio_section_is_refused()
    {
        var answered = Answered(Offer("c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 0", "m=audio 5000 RTP/AVP 0"));

        answered.Answer.Media.Select(m => m.Port).ShouldBe([30100, 0]);
    }

    [Fact]
    public void A_section_without_our_codecs_does_not_hide_the_next_one()
    {
        var answered = Answered(Offer("c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 18", "m=audio 5000 RTP/AVP 0"));

        answered.Audio.Remote.Port.ShouldBe(5000);
    }

    [Theory] // RFC 3264 6.1
    [InlineData("sendrecv", MediaDirection.SendRecv)]
    [InlineData("sendonly", MediaDirection.RecvOnly)]
    [InlineData("recvonly", MediaDirection.SendOnly)]
    [InlineData("inactive", MediaDirection.Inactive)]
    [InlineData("mid:0", MediaDirection.SendRecv)]
    public void Directions_are_mirrored(string attribute, MediaDirection ours)
    {
        var answered = Answered(Offer("c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 0", $"a={attribute}"));

        answered.Audio.Direction.ShouldBe(ours);
        answered.Answer.Media[0].Attributes[^1].Name.ShouldBe(ours.AttributeName());
    }

    [Theory]
    [InlineData("sendrecv", MediaDirection.SendOnly)]
    [InlineData("sendonly", MediaDirection.Inactive)]
    [InlineData("recvonly", MediaDirection.SendOnly)]
    public void While_we_hold_we_do_not_receive(string attribute, MediaDirection ours)
    {
        var offer = Offer("c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 0", $"a={attribute}");

        Answered(offer, Local with { Direction = MediaDirection.SendOnly }).Audio.Direction.ShouldBe(ours);
    }

    [Theory]
    [InlineData("c=IN IP4 0.0.0.0", "a=sendrecv", MediaDirection.RecvOnly)]
    [InlineData("c=IN IP6 ::", "a=sendrecv", MediaDirection.RecvOnly)]
    [InlineData("c=IN IP4 0.0.0.0", "a=inactive", MediaDirection.Inactive)]
    public void Nothing_is_sent_to_the_address_zero(string connection, string direction, MediaDirection ours) =>
        Answered(Offer(connection, "m=audio 4000 RTP/AVP 0", direction)).Audio.Direction.ShouldBe(ours);

    [Fact]
    public void A_direction_of_the_session_holds_for_its_sections()
    {
        var answered = Answered(SdpParserTests.Read(SipCorpus.OwnSdp("ipv6-hold.sdp")));

        answered.Audio.Direction.ShouldBe(MediaDirection.RecvOnly);
        answered.Audio.Remote.ShouldBe(Endpoint("2001:db8::9", 30000));
        answered.Audio.TelephoneEventPayload.ShouldBeNull();
    }

    [Theory]
    [InlineData(AudioRefusal.NoAudio, "c=IN IP4 192.0.2.9")]
    [InlineData(AudioRefusal.NoAudio, "c=IN IP4 192.0.2.9", "m=video 4000 RTP/AVP 99")]
    [InlineData(AudioRefusal.NoAudio, "c=IN IP4 192.0.2.9", "m=audio 0 RTP/AVP 0")]
    [InlineData(AudioRefusal.NoAudio, "c=IN IP4 192.0.2.9", "m=audio 4000 RTP/SAVP 0")]
    [InlineData(AudioRefusal.NoCommonCodec, "c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 18 101", "a=rtpmap:101 telephone-event/8000")]
    [InlineData(AudioRefusal.NoCommonCodec, "c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 0", "a=rtpmap:0 opus/48000/2")]
    [InlineData(AudioRefusal.NoCommonCodec, "c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 96", "a=rtpmap:96 PCMU/16000")]
    [InlineData(AudioRefusal.NoAddress, "m=audio 4000 RTP/AVP 0")]
    [InlineData(AudioRefusal.NoAddress, "c=IN IP4 media.example.org", "m=audio 4000 RTP/AVP 0")]
    [InlineData(AudioRefusal.NoAddress, "c=IN IP4 239.1.2.3/127", "m=audio 4000 RTP/AVP 0")]
    [InlineData(AudioRefusal.NoAddress, "c=IN IP4 239.1.2.3", "m=audio 4000 RTP/AVP 0")]
    [InlineData(AudioRefusal.NoAddress, "c=IN IP4 2001:db8::1", "m=audio 4000 RTP/AVP 0")]
    public void Offers_that_do_not_suit_are_refused(AudioRefusal reason, params string[] lines) =>
        AudioAnswer.Make(Local, Offer(lines)).ShouldBe(new AudioAnswerOutcome.Refused(reason));

    [Fact]
    public void A_codec_under_a_dynamic_payload_type_is_answered_under_it()
    {
        var answered = Answered(Offer("c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 97", "a=rtpmap:97 pcmu/8000/1"));

        (answered.Audio.Codec, answered.Audio.PayloadType).ShouldBe((AudioCodec.Pcmu, 97));
        answered.Answer.Media[0].Formats.ShouldBe(["97"]);
    }

    [Fact]
    public void The_last_port_has_no_RTCP_port_behind_it() =>
        Answered(Offer("c=IN IP4 192.0.2.9", "m=audio 65535 RTP/AVP 0")).Audio.Rtcp.ShouldBeNull();

    [Fact]
    public void Our_own_answer_reads_as_what_both_sides_do()
    {
        var caller = Local with { Endpoint = Endpoint("192.0.2.77", 40000), Direction = MediaDirection.SendOnly };
        var answered = Answered(AudioOffer.Make(caller));

        var agreed = AudioOffer.ReadAnswer(caller, answered.Answer).ShouldBeOfType<AudioOfferOutcome.Agreed>().Audio;

        var rtcp = Endpoint("192.0.2.4", 30101);
        agreed.ShouldBe(new NegotiatedAudio(Local.Endpoint, AudioCodec.Pcmu, 0, 101, MediaDirection.SendOnly, rtcp));
        answered.Audio.Direction.ShouldBe(MediaDirection.RecvOnly);
    }

    [Theory]
    [InlineData(AudioRefusal.NoAudio, "c=IN IP4 192.0.2.9", "m=audio 0 RTP/AVP 0")]
    [InlineData(AudioRefusal.NoAudio, "c=IN IP4 192.0.2.9")]
    [InlineData(AudioRefusal.NoAddress, "m=audio 4000 RTP/AVP 0")]
    [InlineData(AudioRefusal.NoCommonCodec, "c=IN IP4 192.0.2.9", "m=audio 4000 RTP/AVP 18")]
    public void Answers_that_do_not_suit_are_refused(AudioRefusal reason, params string[] lines) =>
        AudioOffer.ReadAnswer(Local, Offer(lines)).ShouldBe(new AudioOfferOutcome.Refused(reason));

    [Fact]
    public void The_version_rises_on_change_only()
    {
        var description = new LocalDescription();

        string Version(MediaDirection direction) => description.Stamp(AudioOffer.Make(Local with { Direction = direction })).Origin.Version;

        Version(MediaDirection.SendRecv).ShouldBe("1");
        Version(MediaDirection.SendRecv).ShouldBe("1");
        Version(MediaDirection.SendOnly).ShouldBe("2");
        Version(MediaDirection.SendRecv).ShouldBe("3");
    }

    private static AudioAnswerOutcome.Answered Answered(SessionDescription offer, LocalAudio? local = null) =>
        AudioAnswer.Make(local ?? Local, offer).ShouldBeOfType<AudioAnswerOutcome.Answered>();

    private static SessionDescription Offer(params string[] lines) =>
        SdpParserTests.Read(Encoding.ASCII.GetBytes(Lines(["v=0", "o=- 1 1 IN IP4 192.0.2.9", "s=-", "t=0 0", .. lines])));

    private static IPEndPoint Endpoint(string address, int port) => new(IPAddress.Parse(address), port);

    private static string Lines(params string[] lines) => string.Concat(lines.Select(l => l + "\r\n"));
}
