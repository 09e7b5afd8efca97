using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Kindline.Voice.Sip;

namespace Kindline.Voice.Tests.Sip;

public sealed class DigestServerTests
{
    private const string Realm = "kindline.example";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly HandClock clock = new();
    private readonly DigestServer server;

    public DigestServerTests() => server = NewServer(1);

    [Theory]
    [InlineData(DigestAlgorithm.Md5)]
    [InlineData(DigestAlgorithm.Sha256)]
    public void Who_knows_the_password_is_accepted(DigestAlgorithm algorithm)
    {
        var challenge = server.Challenge().Single(c => c.Algorithm == algorithm);

        Verify(Answer(new DigestClient(), challenge)).ShouldBe(new DigestVerdict.Accepted("1001"));
    }

    [Fact]
    public void A_stored_hash_is_as_good_as_the_password()
    {
        var hex = DigestHash.Ha1(DigestAlgorithm.Md5, "1001", Realm, "secret").ToUpperInvariant();
        var ha1 = new DigestSecret.Ha1(DigestAlgorithm.Md5, hex);

        server.Verify(Answer(new DigestClient()), "REGISTER", from: null, _ => [ha1]).ShouldBe(new DigestVerdict.Accepted("1001"));
    }

    [Fact]
    public void A_hash_of_another_algorithm_does_not_match()
    {
        var ha1 = new DigestSecret.Ha1(DigestAlgorithm.Sha256, DigestHash.Ha1(DigestAlgorithm.Sha256, "1001", Realm, "secret"));

        server.Verify(Answer(new DigestClient()), "REGISTER", from: null, _ => [ha1]).ShouldBe(Refused(DigestRefusal.WrongResponse));
    }

    [Fact]
    public void Whatever_differs_is_refused()
    {
        var good = Answer(new DigestClient());

        Verify(good with { Response = new string('0', 32) }).ShouldBe(Refused(DigestRefusal.WrongResponse));
        Verify(good with { Response = "" }).ShouldBe(Refused(DigestRefusal.WrongResponse));
        Verify(good with { Uri = "sip:other" }).ShouldBe(Refused(DigestRefusal.WrongResponse));
        Verify(good with { User = "1002" }).ShouldBe(Refused(DigestRefusal.UnknownUser));
        Verify(good with { Realm = "other" }).ShouldBe(Refused(DigestRefusal.OtherRealm));
        Verify(good with { Qop = DigestQop.AuthInt }).ShouldBe(Refused(DigestRefusal.NotOffered));
        server.Verify(good, "INVITE", from: null, Secret).ShouldBe(Refused(DigestRefusal.WrongResponse));
    }

    [Fact]
    public void A_nonce_ages_and_who_knows_the_secret_hears_that_it_is_stale()
    {
        var credentials = Answer(new DigestClient());

        clock.Advance(Life + TimeSpan.FromTicks(1));

        Verify(credentials).ShouldBe(new DigestVerdict.Stale());
        Verify(credentials with { Response = new string('0', 32) }).ShouldBe(Refused(DigestRefusal.WrongResponse));
    }

    [Theory]
    [InlineData("invented")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void A_nonce_that_was_never_issued_is_stale(string nonce)
    {
        var challenge = server.Challenge()[0] with { Nonce = nonce };

        Verify(Answer(new DigestClient(), challenge)).ShouldBe(new DigestVerdict.Stale());
    }

    [Fact]
    public void A_nonce_of_another_address_tells_nothing_of_the_secret()
    {
        var (here, there) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        var right = Answer(new DigestClient(), server.Challenge(to: there)[0]);
        var wrong = right with { Response = new string('0', 32) };
        var invented = right with { Nonce = "invented" };

        foreach (var guess in (DigestCredentials[])[right, wrong, invented, invented with { Response = new string('0', 32) }])
        {
            server.Verify(guess, "REGISTER", here, Secret).ShouldBe(new DigestVerdict.Stale());
        }
        server.Verify(wrong, "REGISTER", there, Secret).ShouldBe(Refused(DigestRefusal.WrongResponse));
        server.Verify(right, "REGISTER", there, Secret).ShouldBe(new DigestVerdict.Accepted("1001"));
    }

    [Fact]
    public void Servers_take_each_others_nonces_by_their_key_alone()
    {
        var credentials = Answer(new DigestClient());

        NewServer(1).Verify(credentials, "REGISTER", from: null, Secret).ShouldBe(new DigestVerdict.Accepted("1001"));
        NewServer(2).Verify(credentials, "REGISTER", from: null, Secret).ShouldBe(new DigestVerdict.Stale());
    }

    [Fact]
    public void A_count_is_good_once_even_when_requests_overtake_each_other()
    {
        var client = new DigestClient();
        var challenge = server.Challenge()[0];
        var all = Enumerable.Range(0, 100).Select(_ => Answer(client, challenge)).ToArray();

        Verify(all[2]).ShouldBe(new DigestVerdict.Accepted("1001"));
        Verify(all[0]).ShouldBe(new DigestVerdict.Accepted("1001"));
        Verify(all[2]).ShouldBe(new DigestVerdict.Replayed());
        Verify(all[0]).ShouldBe(new DigestVerdict.Replayed());
        Verify(all[99]).ShouldBe(new DigestVerdict.Accepted("1001"));
        Verify(all[98]).ShouldBe(new DigestVerdict.Accepted("1001"));
        Verify(all[1]).ShouldBe(new DigestVerdict.Replayed(), "too far behind to know");
    }

    [Fact]
    public void Without_qop_a_nonce_is_good_for_one_request()
    {
        var credentials = Answer(new DigestClient(), server.Challenge()[0] with { Qop = DigestQop.None });

        Verify(credentials).ShouldBe(new DigestVerdict.Accepted("1001"));
        Verify(credentials).ShouldBe(new DigestVerdict.Replayed());
    }

    [Fact]
    public void Challenges_and_wrong_answers_cost_no_memory_and_used_nonces_are_forgotten()
    {
        Verify(Answer(new DigestClient()));
        Verify(Answer(new DigestClient()) with { Response = "x" });
        server.RememberedNonces.ShouldBe(1);

        clock.Advance(Life * 2);
        Verify(Answer(new DigestClient()));

        server.RememberedNonces.ShouldBe(1);
    }

    [Fact]
    public void Challenges_and_credentials_read_as_they_were_written()
    {
        var challenge = server.Challenge(stale: true)[0] with { Opaque = "a \"quoted\\\" value, with comma" };
        var credentials = Answer(new DigestClient(), challenge);

        DigestChallenge.TryParse(challenge.ToString(), out var sameChallenge).ShouldBeTrue();
        sameChallenge.ShouldBe(challenge);
        DigestCredentials.TryParse(credentials.ToString(), out var sameCredentials).ShouldBeTrue();
        sameCredentials.ShouldBe(credentials);
    }

    [Fact]
    public void Any_user_name_survives() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll<byte[]>(bytes =>
        {
            var credentials = Answer(new DigestClient()) with { User = SipText.Decode(bytes) };
            return DigestCredentials.TryParse(credentials.ToString(), out var again) && again == credentials;
        }));

    [Fact]
    public void Secrets_do_not_show_in_text()
    {
        new DigestSecret.Password("secret").ToString().ShouldBe("Password");
        new DigestSecret.Ha1(DigestAlgorithm.Md5, "secret").ToString().ShouldBe("Ha1");
    }

    private DigestServer NewServer(byte key) =>
        new(Realm, [.. Enumerable.Repeat(key, 32)], [DigestAlgorithm.Md5, DigestAlgorithm.Sha256], Life, clock);

    private DigestCredentials Answer(DigestClient client, DigestChallenge? challenge = null) =>
        client.Answer(challenge ?? server.Challenge()[0], "REGISTER", "sip:kindline.example", "1001", "secret");

    private DigestVerdict Verify(DigestCredentials credentials) => server.Verify(credentials, "REGISTER", from: null, Secret);

    private static IReadOnlyList<DigestSecret> Secret(string user) => user == "1001" ? [new DigestSecret.Password("secret")] : [];

    private static DigestVerdict.Refused Refused(DigestRefusal reason) => new(reason);
}
