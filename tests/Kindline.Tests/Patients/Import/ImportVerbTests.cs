using System.Runtime.Versioning;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Integrations;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Import;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Import;

/// <summary>Files taken in and back by the command, on either engine.</summary>
[SupportedOSPlatform("linux")]
public sealed class ImportVerbTests
{
    private const string Sheet = """
        MRN,Last Name,First Name,DOB,Phone,Email
        100,Hinojosa,Rosa,3/14/1971,(512) 555-0142,rosa@example.com
        101,Marlow,Luis,5/1/1980,512-555-0143,
        102,Wrong,Day,31/31/1980,512-555-0144,
        101,Marlow,Luis,5/1/1980,512-555-0143,
        103,,,1/1/1990,512-555-0145,

        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_file_is_taken_in_with_its_faults_told_and_taken_back(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        var before = await PeopleAsync(centre);

        var done = await RunAsync(centre, "--practice", "Bayview Eye", "--rejected", Rejected(centre), FileOf(centre, Sheet));

        done.Code.ShouldBe(0, done.Error);
        Figures(done).ShouldBe((1, 1, 0, 3));
        var people = await PeopleAsync(centre);
        people.ShouldBe(["100 Rosa Hinojosa 1971-03-14 rosa@example.com +15125550199 +15125550142", "101 Luis Marlow 1980-05-01  +15125550143"]);
        await using var db = centre.Open();
        (await db.Patients.OrderBy(p => p.Mrn).Select(p => new { p.AsOfSource, p.Version }).ToListAsync(Ct)).ShouldBe(
            [new { AsOfSource = (string?)"import", Version = 1 }, new { AsOfSource = (string?)"import", Version = 0 }], "of the one that was changed whoever has it open is told");
        (await File.ReadAllLinesAsync(Rejected(centre), Ct)).ShouldBe(
            [
                "MRN,Last Name,First Name,DOB,Phone,Email,line,what was wrong", "102,Wrong,Day,31/31/1980,512-555-0144,,4,not taken in: DOB is no date that can be read",
                "101,Marlow,Luis,5/1/1980,512-555-0143,,5,not taken in: the same person stands in an earlier row of the file", "103,,,1/1/1990,512-555-0145,,6,not taken in: there is no name",
            ]);
        var undone = await RunAsync(centre, "--undo", Id(done));
        undone.Code.ShouldBe(0, undone.Error);
        (await PeopleAsync(centre)).ShouldBe(before);
        (await CodesAsync(centre)).ShouldBe(["patients.import.undo", "patients.import"]);
    }

    [Theory, BothEngines]
    public async Task Rows_of_a_merged_record_stay_with_it_and_people_in_pairs_are_taken_back(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        const string Twice = """
            MRN,Last Name,First Name,DOB,Phone
            100,Hinojosa,Rosa,3/14/1971,512-555-0142
            107,Hinojoza,Rosa,3/14/1971,512-555-0142
            108,Marlow,Luis,5/1/1980,512-555-0143

            """;
        var first = await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, Twice));
        await PairAsync(centre, "107", "108", merge: false);
        await PairAsync(centre, "100", "107", merge: true);

        var second = await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, Twice.Replace("Hinojoza,Rosa", "Hinojoza,Rosalie", StringComparison.Ordinal)));

        Figures(second).ShouldBe((0, 1, 2, 0));
        (await PeopleAsync(centre)).ShouldBe(["100 Rosa Hinojosa 1971-03-14  +15125550199 +15125550142", "108 Luis Marlow 1980-05-01  +15125550143"]);
        var undone = await RunAsync(centre, "--undo", Id(first));
        JsonDocument.Parse(undone.Output).RootElement.GetProperty("removed").GetInt32().ShouldBe(1, "a pair keeps nobody, and a merge does");
        await using var db = centre.Open();
        (await db.Patients.IgnoreQueryFilters().Select(p => p.Mrn).Order().ToListAsync(Ct)).ShouldBe(["100", "107"]);
    }

    [Theory, BothEngines]
    public async Task A_check_tells_the_same_and_keeps_nothing(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        var before = await PeopleAsync(centre);

        var done = await RunAsync(centre, "--check", "--practice", "Bayview Eye", FileOf(centre, Sheet));

        Figures(done).ShouldBe((1, 1, 0, 3));
        (await PeopleAsync(centre)).ShouldBe(before);
        await using var db = centre.Open();
        (await db.Set<PatientImport>().CountAsync(Ct) + await db.Set<ImportedRow>().CountAsync(Ct)).ShouldBe(0);
    }

    [Theory, BothEngines]
    public async Task The_same_file_is_not_taken_in_twice_and_another_with_the_same_people_changes_nothing(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, Sheet));

        var again = await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, Sheet));
        var other = await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, Sheet.Replace("101,Marlow,Luis,5/1/1980,512-555-0143,\n103", "103", StringComparison.Ordinal)));

        again.Code.ShouldBe(1);
        again.Error.ShouldContain("this very file was taken in");
        Figures(other).ShouldBe((0, 0, 2, 2));
    }

    [Theory, BothEngines]
    public async Task A_file_of_rejected_rows_runs_nothing_in_a_spreadsheet_and_is_read_as_it_stood(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        const string Faulty = "MRN,Last Name,First Name,DOB,Phone,Plan\n104,Salas,Ida,31/31/1980,+1 512 555 0146,=HYPERLINK(\"x\")\n";
        await File.WriteAllTextAsync(Rejected(centre), "left by somebody", Ct);

        await RunAsync(centre, "--practice", "Bayview Eye", "--rejected", Rejected(centre), FileOf(centre, Faulty));
        var rejected = await File.ReadAllTextAsync(Rejected(centre), Ct);
        var mended = await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, rejected.Replace("31/31", "3/31", StringComparison.Ordinal)));

        rejected.ShouldContain("\"'=HYPERLINK(\"\"x\"\")\"");
        rejected.ShouldContain(",'+1 512 555 0146,");
        File.GetUnixFileMode(Rejected(centre)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Figures(mended).ShouldBe((1, 0, 0, 0));
        await using var db = centre.Open();
        var ida = await db.Patients.Include(p => p.Phones).SingleAsync(p => p.Mrn == "104", Ct);
        (ida.Plan, ida.Phones[0].Number).ShouldBe(("=HYPERLINK(\"x\")", "+15125550146"));
    }

    [Theory, BothEngines]
    public async Task A_bought_list_adds_prospects_and_changes_no_patient(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);

        var done = await RunAsync(centre, "--prospects", "--practice", "Bayview Eye", FileOf(centre, Sheet));

        Figures(done).ShouldBe((1, 0, 1, 3));
        await using var db = centre.Open();
        (await db.Patients.SingleAsync(p => p.Kind == PatientKind.Prospect, Ct)).LastName.ShouldBe("Marlow");
        (await db.Patients.SingleAsync(p => p.Kind == PatientKind.Patient, Ct)).Email.ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task Whom_an_older_version_stored_is_known_by_the_record_number(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        await using var db = centre.Open();
        await db.Patients.ExecuteUpdateAsync(
            p => p.SetProperty(x => x.FamilyKey, "").SetProperty(x => x.GivenKey, "").SetProperty(x => x.MrnKey, (string?)null), Ct);

        Figures(await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, Sheet))).ShouldBe((1, 1, 0, 3));
    }

    [Theory, BothEngines]
    public async Task What_a_crash_cut_goes_on_behind_the_last_batch(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        var file = FileOf(centre, "MRN,Last Name,First Name,DOB\n" + string.Concat(Enumerable.Range(1, 6_000).Select(n => $"{5000 + n},Family{n},Given,1/2/1980\n")));
        using var crash = new CancellationTokenSource();

        var cut = await RunAsync(centre, crash, "--practice", "Bayview Eye", file);
        var half = (await PeopleAsync(centre)).Count;
        var done = await RunAsync(centre, "--practice", "Bayview Eye", file);

        (cut.Code, half).ShouldBe((1, 5_001));
        Figures(done).ShouldBe((6_000, 0, 0, 0));
        (await PeopleAsync(centre)).Count.ShouldBe(6_001);
    }

    [Theory, BothEngines]
    public async Task Whoever_was_called_or_changed_since_stays_when_the_import_is_taken_back(DatabaseEngine engine)
    {
        await using var centre = await CentreAsync(engine);
        var done = await RunAsync(centre, "--practice", "Bayview Eye", FileOf(centre, Sheet));
        await using (var db = centre.Open())
        {
            var luis = await db.Patients.SingleAsync(p => p.Mrn == "101", Ct);
            var rosa = await db.Patients.SingleAsync(p => p.Mrn == "100", Ct);
            rosa.Email = "rosa.new@example.com";
            var call = InteractionStory.Begin(
                new InteractionId(Guid.CreateVersion7()), new StartedFact(luis.PracticeId, Channel.Voice, Direction.Inbound, "+15125550143", "+15125550100"), DateTimeOffset.UnixEpoch);
            call.Subjects.Add(new Subject { PatientId = luis.Id });
            db.Add(call);
            await db.SaveChangesAsync(Ct);
        }

        var undone = await RunAsync(centre, "--undo", Id(done));

        undone.Output.ShouldContain("\"removed\":0,\"kept\":1,\"restored\":0,\"half\":1");
        (await PeopleAsync(centre)).ShouldBe(["100 Rosa Hinojosa   rosa.new@example.com +15125550199".Replace("   ", "  ", StringComparison.Ordinal), "101 Luis Marlow 1980-05-01  +15125550143"]);
    }

    [Theory]
    [InlineData("there is no practice \"Elsewhere\"; there are: Bayview Eye", "--practice", "Elsewhere", "sheet")]
    [InlineData("there is no column \"Nix\"; there are: MRN, Last Name, First Name, DOB, Phone, Email", "--practice", "Bayview Eye", "--column", "zip=Nix", "sheet")]
    [InlineData("usage: kindline import FILE.csv", "sheet")]
    [InlineData("usage: kindline import FILE.csv", "--practice", "Bayview Eye", "--column", "shoe=Nix", "sheet")]
    [InlineData("there is no import 01930000-0000-7000-8000-000000000001", "--undo", "01930000-0000-7000-8000-000000000001")]
    public async Task What_cannot_be_done_is_refused_in_words(string why, params string[] args)
    {
        await using var centre = await CentreAsync(DatabaseEngine.Sqlite);
        var file = FileOf(centre, Sheet);

        var refused = await RunAsync(centre, [.. args.Select(a => a == "sheet" ? file : a)]);

        refused.Code.ShouldBeGreaterThan(0);
        refused.Error.ShouldContain(why);
    }

    /// <summary>Rosa is there already, under the same record number, with less to know of her.</summary>
    private static async Task<TestDatabase> CentreAsync(DatabaseEngine engine)
    {
        var centre = await TestDatabase.CreateAsync(engine);
        // A key for a folder that has data already.
        MasterKey.Open(new KindlineOptions { DataFolder = centre.Root.CreateSubdirectory("empty").FullName, KeyFile = centre.Options.KeyFile });
        await using var db = centre.Open();
        var practice = new Practice { Id = new PracticeId(Guid.CreateVersion7()), Name = "Bayview Eye" };
        db.Add(practice);
        db.Add(new Patient
        {
            Id = new PatientId(Guid.CreateVersion7()),
            PracticeId = practice.Id,
            Mrn = "100",
            FirstName = "Rosa",
            LastName = "Hinojosa",
            Phones = [new PatientPhone { Number = "+15125550199" }],
        });
        await db.SaveChangesAsync(Ct);
        return centre;
    }

    private static async Task PairAsync(TestDatabase centre, string survivor, string gone, bool merge)
    {
        await using var db = centre.Open();
        var (one, other) = (await db.Patients.SingleAsync(p => p.Mrn == survivor, Ct), await db.Patients.SingleAsync(p => p.Mrn == gone, Ct));
        db.Add(new PatientPair { Id = new PairId(Guid.CreateVersion7()), PracticeId = one.PracticeId, OneId = one.Id, OtherId = other.Id });
        if (merge)
        {
            other.MergedIntoId = one.Id;
            db.Add(new PatientMerge { Id = new MergeId(Guid.CreateVersion7()), PracticeId = one.PracticeId, SurvivorId = one.Id, GoneId = other.Id });
        }
        await db.SaveChangesAsync(Ct);
    }

    private static string FileOf(TestDatabase centre, string text)
    {
        var file = Path.Combine(centre.Root.FullName, "patients.csv");
        File.WriteAllText(file, text);
        return file;
    }

    private static string Rejected(TestDatabase centre) => Path.Combine(centre.Root.FullName, "rejected.csv");

    private static Task<(int Code, string Output, string Error)> RunAsync(TestDatabase centre, params string[] args) => RunAsync(centre, null, args);

    /// <param name="crash">Cancelled by the first batch.</param>
    private static async Task<(int Code, string Output, string Error)> RunAsync(TestDatabase centre, CancellationTokenSource? crash, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new Watched(crash);
        var code = await new ImportVerb(centre.Options, new ManualClock(), output, error).RunAsync([.. args, "--json"], crash?.Token ?? Ct);
        return (code, output.ToString(), error.ToString());
    }

    private static (int Added, int Changed, int Same, int Rejected) Figures((int Code, string Output, string Error) done)
    {
        var json = JsonDocument.Parse(done.Output).RootElement;
        return (json.GetProperty("added").GetInt32(), json.GetProperty("changed").GetInt32(), json.GetProperty("same").GetInt32(), json.GetProperty("rejected").GetInt32());
    }

    private static string Id((int Code, string Output, string Error) done) => JsonDocument.Parse(done.Output).RootElement.GetProperty("id").GetString()!;

    private static async Task<IReadOnlyList<string>> PeopleAsync(TestDatabase centre)
    {
        await using var db = centre.Open();
        var people = await db.Patients.AsNoTracking().Include(p => p.Phones).OrderBy(p => p.Mrn).ToListAsync(Ct);
        return [.. people.Select(p => $"{p.Mrn} {p.FirstName} {p.LastName} {p.BornOn:yyyy-MM-dd} {p.Email} {string.Join(' ', p.Phones.OrderBy(n => n.Id).Select(n => n.Number))}")];
    }

    private static async Task<IEnumerable<string>> CodesAsync(TestDatabase centre)
    {
        await using var trail = new AuditTrail(centre.Options, MasterKey.Open(centre.Options), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<AuditTrail>.Instance);
        await trail.StartAsync(Ct);
        var rows = await trail.FindAsync(new AuditFilter(), Ct);
        await trail.StopAsync(Ct);
        return rows.Items.Select(r => r.Code);
    }

    private sealed class Watched(CancellationTokenSource? crash) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(": line ", StringComparison.Ordinal) == true)
            {
                crash?.Cancel();
            }
        }
    }
}
