using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

/// <summary>50,000 seeded inputs: nothing throws, and what was read once reads the same after writing.</summary>
public sealed class SipFuzzTests
{
    private static readonly byte[][] Corpus = [.. SipCorpus.AllOwn(), .. SipCorpus.AllTorture()];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Datagrams_never_throw_and_round_trip(int seed)
    {
        var mutation = new Mutation(seed, Corpus);

        for (var i = 0; i < 11_000; i++)
        {
            var input = mutation.Next();
            Should.NotThrow(() => Exercise(SipParser.Parse(input)), $"seed {seed}, input {i}");
        }
    }

    [Fact]
    public void Streams_give_the_same_however_they_are_cut()
    {
        var mutation = new Mutation(5, Corpus);
        var random = new Random(5);

        for (var i = 0; i < 5_700; i++)
        {
            var input = mutation.Next();
            var whole = Take(input, input.Length);
            Take(input, random.Next(1, 64)).SequenceEqual(whole).ShouldBeTrue($"input {i}");
        }
    }

    [Fact]
    public void Streams_give_the_same_when_cut_at_every_boundary()
    {
        var mutation = new Mutation(6, [.. SipCorpus.AllOwn()]);

        for (var i = 0; i < 300; i++)
        {
            byte[] input = [.. mutation.Next(), .. SipCorpus.Own("ringing.dat")];
            var whole = Take(input, input.Length);
            for (var cut = 1; cut < input.Length; cut++)
            {
                TakeCutAt(input, cut).SequenceEqual(whole).ShouldBeTrue($"input {i} cut at {cut}");
            }
        }
    }

    private static void Exercise(SipParseResult result)
    {
        switch (result)
        {
            case SipParseResult.Parsed parsed:
                Check(parsed.Message, null);
                RoundTrip(parsed.Message);
                break;
            case SipParseResult.Malformed { Partial: { } partial, Error: var error }:
                Check(partial, error);
                break;
        }
    }

    private static void Check(SipMessage message, SipParseError? error)
    {
        var fault = message switch
        {
            SipRequest request => (object?)RequestCheck.Find(request, error, new RequestRules()),
            SipResponse response => ResponseCheck.Find(response),
            _ => null,
        };
        if (error is not null && message is SipRequest)
        {
            fault.ShouldNotBeNull();
        }
        // not ShouldAllBe, which compiles an expression each time
        Addresses(message).All(a => a == NameAddress.ParseAll([a.ToString()]).Single()).ShouldBeTrue();
        message.Vias.All(v => v == Via.ParseAll([v.ToString()]).Single()).ShouldBeTrue();
    }

    private static IEnumerable<NameAddress> Addresses(SipMessage message)
    {
        NameAddress?[] single = [message.From, message.To];
        return single.OfType<NameAddress>().Concat(message.Contacts).Concat(NameAddress.ParseAll(message.Headers.All("Route")));
    }

    private static void RoundTrip(SipMessage message)
    {
        var written = SipWriter.ToBytes(message);

        var again = SipCorpus.Message(SipParser.Parse(written));

        Fields(again).SequenceEqual(Fields(message)).ShouldBeTrue();
        again.Body.Span.SequenceEqual(message.Body.Span).ShouldBeTrue();
        (again as SipRequest)?.Uri.ShouldBe((message as SipRequest)!.Uri);
        SipWriter.ToBytes(again).AsSpan().SequenceEqual(written).ShouldBeTrue();
    }

    private static List<SipHeader> Fields(SipMessage message) => [.. message.Headers.Where(h => h.Name != HeaderNames.ContentLength)];

    private static List<string> Take(byte[] input, int chunk)
    {
        var reader = new SipStreamReader();
        List<string> items = [];
        foreach (var part in input.Chunk(Math.Max(1, chunk)))
        {
            reader.Feed(part);
            items.AddRange(SipStreamReaderTests.Names(reader));
        }
        return items;
    }

    private static List<string> TakeCutAt(byte[] input, int cut)
    {
        var reader = new SipStreamReader();
        reader.Feed(input.AsSpan(0, cut));
        var items = SipStreamReaderTests.Names(reader).ToList();
        reader.Feed(input.AsSpan(cut));
        items.AddRange(SipStreamReaderTests.Names(reader));
        return items;
    }
}
