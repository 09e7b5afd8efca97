using System.Net;
using Kindline.Voice.Sdp;
using Kindline.Voice.Tests.Sip;

namespace Kindline.Voice.Tests.Sdp;

/// <summary>50,000 seeded inputs: nothing throws, writing is stable, and an answer of ours always suits its offer.</summary>
public sealed class SdpFuzzTests
{
    private static readonly LocalAudio Local = new(new IPEndPoint(IPAddress.Loopback, 30100), 42);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Descriptions_never_throw_and_round_trip(int seed)
    {
        var mutation = new Mutation(seed, [.. SipCorpus.AllOwnSdp()]);

        for (var i = 0; i < 25_000; i++)
        {
            var input = mutation.Next();
            Should.NotThrow(() => Exercise(input), $"seed {seed}, input {i}");
        }
    }

    private static void Exercise(byte[] input)
    {
        if (SdpParser.Parse(input) is not SdpParseResult.Parsed { Description: var description })
        {
            return;
        }
        var written = description.ToBytes();
        var again = SdpParserTests.Read(written);
        again.ToBytes().AsSpan().SequenceEqual(written).ShouldBeTrue();
        again.Media.Select(Sketch).SequenceEqual(description.Media.Select(Sketch)).ShouldBeTrue();
        again.Attributes.SequenceEqual(description.Attributes).ShouldBeTrue();
        (again.Origin, again.Connection).ShouldBe((description.Origin, description.Connection));
        AudioOffer.ReadAnswer(Local, description);
        if (AudioAnswer.Make(Local, description) is AudioAnswerOutcome.Answered answered)
        {
            var read = SdpParserTests.Read(answered.Answer.ToBytes());
            read.Media.Count.ShouldBe(description.Media.Count);
            read.Media.Count(m => m.Port != 0).ShouldBe(1);
        }
    }

    private static string Sketch(MediaDescription media) =>
        $"{media.Kind} {media.Port} {media.PortCount} {media.Protocol} {string.Join(' ', media.Formats)} {media.Connection} "
        + string.Join('|', media.Attributes);
}
