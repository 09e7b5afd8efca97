using System.Globalization;
using System.Text;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Import;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Import;

/// <summary>The first file of a centre, taken in without the indexes that searches use.</summary>
public sealed class FirstLoadTests
{
    private const string Header = "MRN,Last Name,First Name,DOB,Phone";
    private const int Many = 5_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task It_has_its_doubles_rejected_and_all_indexes_at_the_end(DatabaseEngine engine)
    {
        await using var centre = await TestDatabase.CreateAsync(engine);
        await using var db = centre.Open();
        var before = await IndexesAsideTests.IndexesAsync(db);
        List<(ImportState State, int Indexes)> told = [];
        string[] doubles =
        [
            // One record number; one name and date of birth without one; and, without a date of birth, one name and telephone number.
            Row(17), Row(11_001), ",Name17,Given,2/18/1980,", ",Name6000,Given,,512-556-6000",
            // The same name with another number is somebody else.
            ",Name6000,Given,,512-555-0100",
        ];

        var import = await TakeInAsync(centre, [.. Enumerable.Range(0, 12_000).Select(Row), .. doubles], now => told.Add((now.State, IndexesAsideTests.CountOf(db))));

        (import.Added, import.Rejected, import.State).ShouldBe((12_001, 4, ImportState.Done));
        told[^2].Indexes.ShouldBeLessThan(before.Count - 5, "behind the last row");
        told[^1].ShouldBe((ImportState.Done, before.Count), "done is a file whose people are found");
        (await IndexesAsideTests.IndexesAsync(db)).ShouldBe(before);
        (await db.Set<ImportedRow>().Select(r => r.Line).Order().ToListAsync(Ct)).ShouldBe([12_002, 12_003, 12_004, 12_005]);
    }

    [Theory, BothEngines]
    public async Task Who_was_there_before_is_known_and_changed(DatabaseEngine engine)
    {
        await using var centre = await TestDatabase.CreateAsync(engine);
        var first = await TakeInAsync(centre, ["A-7,Hinojosa,Rosa,3/14/1971,512-555-0142"]);

        // The number that the change brings is one that later rows may name.
        var second = await TakeInAsync(centre, ["A7,Hinojosa,Rosa,3/14/1971,512-555-0143", .. Enumerable.Range(0, 6_000).Select(Row), ",Hinojosa,Rosa,,512-555-0143"], practice: first.PracticeId);

        (second.Added, second.Changed, second.Same, second.Rejected).ShouldBe((6_000, 1, 1, 0));
    }

    [Theory, BothEngines]
    public async Task Whoever_stops_it_has_the_indexes_back_and_it_goes_on(DatabaseEngine engine)
    {
        await using var centre = await TestDatabase.CreateAsync(engine);
        await using var db = centre.Open();
        var before = await IndexesAsideTests.IndexesAsync(db);
        string[] rows = [.. Enumerable.Range(0, 17_000).Select(Row)];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var import = await BeginAsync(centre, null);

        await Should.ThrowAsync<OperationCanceledException>(TakeInAsync(centre, import, rows, now =>
        {
            if (now.ReadTo > 10_000)
            {
                stop.Cancel();
            }
        }, stop.Token));

        (await IndexesAsideTests.IndexesAsync(db)).ShouldBe(before);
        (await db.Patients.CountAsync(Ct)).ShouldBe(10_000);
        await TakeInAsync(centre, import, rows, null, Ct);
        (import.Added, import.Rejected, await db.Patients.CountAsync(Ct)).ShouldBe((17_000, 0, 17_000));
    }

    [Theory, BothEngines]
    public async Task A_file_that_breaks_off_leaves_what_stood_before_that_and_all_indexes(DatabaseEngine engine)
    {
        await using var centre = await TestDatabase.CreateAsync(engine);
        await using var db = centre.Open();
        var before = await IndexesAsideTests.IndexesAsync(db);
        string[] rows = [.. Enumerable.Range(0, 12_345).Select(Row), "\"" + new string('x', 300_000)];

        await Should.ThrowAsync<SheetException>(TakeInAsync(centre, rows));

        (await IndexesAsideTests.IndexesAsync(db)).ShouldBe(before);
        (await db.Patients.CountAsync(Ct)).ShouldBe(12_345, "the rows of the last batch too");
    }

    private static string Row(int n) => string.Create(CultureInfo.InvariantCulture, $"M{n:D6},Name{n},Given,{(n % 12) + 1 - (n % 12 == 5 ? 4 : 0)}/{(n % 28) + 1}/1980,512-{556 + (n / 10_000)}-{n % 10_000:D4}");

    private static async Task<PatientImport> TakeInAsync(TestDatabase centre, IReadOnlyList<string> rows, Action<PatientImport>? progress = null, PracticeId? practice = null)
    {
        var import = await BeginAsync(centre, practice);
        await TakeInAsync(centre, import, rows, progress, Ct);
        return import;
    }

    private static async Task<PatientImport> BeginAsync(TestDatabase centre, PracticeId? practice)
    {
        await using var db = centre.Open();
        var id = practice ?? new PracticeId(Guid.CreateVersion7());
        var import = new PatientImport { Id = new ImportId(Guid.CreateVersion7()), PracticeId = id, FileName = "first.csv", BegunAt = TimeProvider.System.GetUtcNow(), State = ImportState.Running };
        if (practice is null)
        {
            db.Add(new Practice { Id = id, Name = "Bayview Eye" });
        }
        db.Add(import);
        await db.SaveChangesAsync(Ct);
        return import;
    }

    private static async Task TakeInAsync(TestDatabase centre, PatientImport import, IReadOnlyList<string> rows, Action<PatientImport>? progress, CancellationToken ct)
    {
        var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])));
        await using var sheet = await SheetFile.OpenAsync(file, ct);
        var reader = new LineReader(sheet.Header, ImportMapping.Guess(sheet.Header, []), false, new DateOnly(2026, 11, 30));
        await new TakeIn(centre.Factory, TimeProvider.System) { ManyPeople = Many }.RunAsync(import, sheet, reader, dry: false, now => progress?.Invoke(now), ct);
    }
}
