using Kindline.Compliance;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Compliance;

public sealed class RecordingConsentTests
{
    private static readonly AgentId Agent = new(Guid.CreateVersion7());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TX", "+15125550142", null, false, "one party in TX (agent), one party in TX (area code)")]
    [InlineData("TX", "+14155550142", null, true, "one party in TX (agent), all parties in CA (area code)")]
    [InlineData("FL", "+15125550142", null, true, "all parties in FL (agent), one party in TX (area code)")]
    [InlineData("TX", "+15125550142", "WA", true, "one party in TX (agent), one party in TX (area code), all parties in WA (patient)")]
    [InlineData("TX", "+18005550142", null, true, "one party in TX (agent), not known (area code)")]
    [InlineData("TX", "+442079460000", null, true, "one party in TX (agent), not known (area code)")]
    [InlineData(null, "+15125550142", null, true, "not known (agent), one party in TX (area code)")]
    [InlineData("OR", "+15035550142", null, false, "one party in OR (agent), one party in OR (area code)")]
    public async Task The_strictest_place_decides_and_one_that_is_not_known_is_strict(
        string? agent, string callee, string? patient, bool allParties, string words)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var consent = Consent(database.Options with { AnnouncesAlways = false }, agent, patient);

        var rule = await consent.OfCallAsync(Agent, callee, patient is null ? null : new PatientId(Guid.CreateVersion7()), Ct);

        rule.ShouldBe(new RecordingRule(allParties, Announces: allParties, words));
    }

    [Fact]
    public async Task A_patient_whose_address_is_not_known_may_be_anywhere()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var consent = Consent(database.Options with { AnnouncesAlways = false }, "TX", patient: null);

        var rule = await consent.OfCallAsync(Agent, "+15125550142", new PatientId(Guid.CreateVersion7()), Ct);

        rule.AllParties.ShouldBeTrue();
    }

    [Fact]
    public async Task A_centre_announces_always_unless_it_says_otherwise()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);

        var rule = await Consent(database.Options, "TX", patient: null).OfCallAsync(Agent, "+15125550142", null, Ct);

        (rule.AllParties, rule.Announces).ShouldBe((false, true));
    }

    [Fact]
    public async Task The_table_says_of_which_day_it_is_and_names_a_source_for_every_state()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);

        var law = RecordingLaw.Load(database.Options);

        law.AsOf.ShouldBe(new DateOnly(2026, 11, 21));
        law.AllParty.Count.ShouldBe(13);
        law.AllParty.Values.ShouldAllBe(source => source.Length > 5);
    }

    [Fact]
    public async Task A_centres_own_table_stands_before_the_one_that_is_built_in()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await WriteAsync(database.Options, "recording_consent.json", """{"as_of":"2027-01-01","federal":"one","all_party":{"TX":"a new law"},"policy":"strictest"}""");

        RecordingLaw.Load(database.Options).AllParty.Keys.ShouldBe(["TX"]);
    }

    [Theory]
    [InlineData("recording_consent.json", """{"as_of":"2027-01-01"}""", "recording_consent.json is no table of recording law")]
    [InlineData("recording_consent.json", "nonsense", "recording_consent.json is no table of recording law")]
    [InlineData("us_area_codes.csv", "area_code,state\n512,TX\n51,TX\n", "us_area_codes.csv, line 3: must begin with an area code and a state")]
    public async Task A_table_that_cannot_be_read_stops_the_start_and_says_where(string file, string text, string says)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await WriteAsync(database.Options, file, text);

        var thrown = Should.Throw<CannotStartException>(() => Consent(database.Options, "TX", null));

        thrown.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("911", true)]
    [InlineData(" 988 ", true)]
    [InlineData("933", true)]
    [InlineData("+1911", false)]
    [InlineData("912", false)]
    [InlineData(null, false)]
    public void Three_numbers_always_dial(string? dialled, bool emergency) => EmergencyNumber.Is(dialled).ShouldBe(emergency);

    private static RecordingConsent Consent(KindlineOptions options, string? agent, string? patient)
    {
        var places = new Places(agent, patient);
        return new RecordingConsent(RecordingLaw.Load(options), AreaCodes.Load(options), places, places, options);
    }

    private static async Task WriteAsync(KindlineOptions options, string file, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "law"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, file), text, Ct);
    }

    private sealed record Places(string? Agent, string? Patient) : IAgentSite, IPatientState
    {
        public Task<string?> StateOfAsync(AgentId agent, CancellationToken ct) => Task.FromResult(Agent);

        public Task<string?> AddressOfAsync(AgentId agent, CancellationToken ct) => Task.FromResult<string?>(null);

        public Task<string?> StateOfAsync(PatientId patient, CancellationToken ct) => Task.FromResult(Patient);
    }
}
