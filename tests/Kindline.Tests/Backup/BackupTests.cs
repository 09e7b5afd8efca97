using System.Security.Cryptography;
using Kindline.Audit;
using Kindline.Backup;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Practices;
using Kindline.Recording;
using Kindline.Tests.Foundation;
using Kindline.Voice.Recording;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Tests.Backup;

public sealed class BackupTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task All_of_a_centre_is_there_again_elsewhere(DatabaseEngine engine)
    {
        await using var centre = await FilledCentre.OpenAsync(engine);
        await using var elsewhere = await EmptyPlace.OpenAsync(engine, centre);

        var made = await centre.BackUpAsync();
        var restored = await elsewhere.RestoreAsync(made.Folder);

        restored.IsWhole.ShouldBeTrue(restored.ToString());
        restored.Counts.ShouldBe(new BackupCounts(Interactions: 3, Events: 6, Patients: 0, Recordings: 1, AuditRows: 4));
        await using var db = elsewhere.Database.Open();
        (await db.Practices.Select(p => p.Name).SingleAsync(Ct)).ShouldBe("Bayview Eye");
        (await elsewhere.ListenAsync(await db.Recordings.SingleAsync(Ct))).ShouldBe(await centre.ListenAsync());
    }

    [Fact]
    public async Task What_the_database_had_not_taken_in_yet_comes_from_the_journal_once()
    {
        await using var centre = await FilledCentre.OpenAsync(DatabaseEngine.Sqlite);
        var late = centre.WriteJournalOnly();
        await using var elsewhere = await EmptyPlace.OpenAsync(DatabaseEngine.Sqlite, centre);

        await elsewhere.RestoreAsync((await centre.BackUpAsync()).Folder);
        await elsewhere.StartAndStopAsync();
        await elsewhere.StartAndStopAsync();

        await using var db = elsewhere.Database.Open();
        (await db.InteractionEvents.Where(e => e.InteractionId == late).Select(e => e.Type).ToListAsync(Ct)).ShouldBe([EventType.Started]);
    }

    [Theory, BothEngines]
    public async Task A_backup_of_a_centre_that_writes_is_of_one_moment(DatabaseEngine engine)
    {
        await using var centre = await FilledCentre.OpenAsync(engine);
        await using var elsewhere = await EmptyPlace.OpenAsync(engine, centre);
        using var stop = new CancellationTokenSource();
        var writing = centre.KeepWritingAsync(stop.Token);

        var made = await centre.BackUpAsync();
        await stop.CancelAsync();
        await writing;
        var restored = await elsewhere.RestoreAsync(made.Folder);

        restored.IsWhole.ShouldBeTrue(restored.ToString());
    }

    [Theory]
    [InlineData("kindline.db.sealed")]
    [InlineData("audit.db.sealed")]
    [InlineData("manifest.json")]
    public async Task A_file_that_was_changed_is_named_and_nothing_is_put_back(string name)
    {
        await using var centre = await FilledCentre.OpenAsync(DatabaseEngine.Sqlite);
        await using var elsewhere = await EmptyPlace.OpenAsync(DatabaseEngine.Sqlite, centre);
        var made = await centre.BackUpAsync();
        await FlipAsync(Path.Combine(made.Folder, name), at: 40);

        var refusal = await Should.ThrowAsync<BackupException>(() => elsewhere.RestoreAsync(made.Folder));

        refusal.Message.ShouldContain(name);
        Directory.EnumerateFileSystemEntries(elsewhere.Database.Options.DataFolder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recording_that_is_missing_from_the_backup_is_named()
    {
        await using var centre = await FilledCentre.OpenAsync(DatabaseEngine.Sqlite);
        await using var elsewhere = await EmptyPlace.OpenAsync(DatabaseEngine.Sqlite, centre);
        var made = await centre.BackUpAsync();
        var recording = made.Manifest.Files.Single(f => f.Path.EndsWith(".recording", StringComparison.Ordinal)).Path;
        File.Delete(Path.Combine(made.Folder, recording));

        var refusal = await Should.ThrowAsync<BackupException>(() => elsewhere.RestoreAsync(made.Folder));

        refusal.Message.ShouldContain(recording);
    }

    [Theory, BothEngines]
    public async Task A_place_that_is_not_empty_is_left_as_it_is(DatabaseEngine engine)
    {
        await using var centre = await FilledCentre.OpenAsync(engine);
        var made = await centre.BackUpAsync();

        await Should.ThrowAsync<BackupException>(() => new RestoreBackup(centre.Database.Options, centre.Key, new Silent()).RunAsync(made.Folder, Ct));

        (await centre.ListenAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_stopped_backup_leaves_nothing_behind()
    {
        await using var centre = await FilledCentre.OpenAsync(DatabaseEngine.Sqlite);

        await Should.ThrowAsync<OperationCanceledException>(() => centre.BackUpAsync(new CancellationToken(canceled: true)));

        Directory.EnumerateFileSystemEntries(centre.Target).ShouldBeEmpty();
        Directory.EnumerateDirectories(centre.Database.Options.DataFolder, "backup-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_a_patient_can_be_read_in_a_backup()
    {
        await using var centre = await FilledCentre.OpenAsync(DatabaseEngine.Sqlite);
        var made = await centre.BackUpAsync();

        foreach (var file in Directory.EnumerateFiles(made.Folder, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Ct));
            text.ShouldNotContain("5125550123", Case.Sensitive, file);
        }
    }

    private static async Task FlipAsync(string path, int at)
    {
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Ct);
    }

    private sealed class Silent : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }

    /// <summary>A centre with three calls, a recording of one second, audit rows, and an open log.</summary>
    private sealed class FilledCentre : IAsyncDisposable
    {
        private readonly ManualClock clock = new();
        private readonly InteractionLog log;
        private readonly PracticeId practice = new(Guid.CreateVersion7());

        private FilledCentre(TestDatabase database)
        {
            Database = database;
            File.WriteAllText(database.Options.KeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            Key = MasterKey.Open(database.Options);
            log = new InteractionLog(database.Options, database.Factory, clock, NullLogger<InteractionLog>.Instance);
        }

        public TestDatabase Database { get; }

        public MasterKey Key { get; }

        public string Target => Directory.CreateDirectory(Path.Combine(Database.Root.FullName, "backups")).FullName;

        public static async Task<FilledCentre> OpenAsync(DatabaseEngine engine)
        {
            var centre = new FilledCentre(await TestDatabase.CreateAsync(engine));
            await centre.FillAsync();
            return centre;
        }

        public Task<BackupMade> BackUpAsync(CancellationToken? ct = null) =>
            new MakeBackup(Database.Options, Key, clock, new Silent()).RunAsync(Target, ct ?? Ct);

        public async Task<byte[]> ListenAsync()
        {
            await using var db = Database.Open();
            return await BackupTests.ListenAsync(Database, Key, await db.Recordings.SingleAsync(Ct));
        }

        /// <summary>As a crash leaves it: on disk in the journal, and not in the database.</summary>
        public InteractionId WriteJournalOnly()
        {
            var id = new InteractionId(Guid.CreateVersion7());
            var (journal, _) = InteractionJournal.Open(Path.Combine(Database.Options.DataFolder, "journal"), above: 100);
            using (journal)
            {
                journal.Append([new JournalEntry(journal.NextPosition, id, clock.GetUtcNow(), EventType.Started, FactJson.Write(Started()))]);
            }
            return id;
        }

        public async Task KeepWritingAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                await CallAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await log.StopAsync(CancellationToken.None);
            log.Dispose();
            await Database.DisposeAsync();
        }

        private StartedFact Started() => new(practice, Channel.Voice, Direction.Inbound, "+15125550123", "+15125550100");

        private async Task CallAsync()
        {
            var id = new InteractionId(Guid.CreateVersion7());
            await log.AppendAsync(id, EventType.Started, Started(), Ct);
            await log.AppendAsync(id, EventType.Ended, new EndedFact(Outcome.Abandoned), Ct);
        }

        private async Task FillAsync()
        {
            await using (var db = Database.Open())
            {
                db.Add(new Practice { Id = practice, Name = "Bayview Eye" });
                await db.SaveChangesAsync(Ct);
            }
            await using (var trail = new AuditTrail(Database.Options, Key, clock, NullLogger<AuditTrail>.Instance))
            {
                await trail.StartAsync(Ct);
                await trail.AppendAsync([.. Enumerable.Range(0, 4).Select(_ => new AuditEntry("interaction.read", 'R', new AuditActor(null, "agent", null, null)))], Ct);
            }
            await log.StartAsync(Ct);
            await CallAsync();
            await CallAsync();
            await CallAsync();
            await RecordAsync();
        }

        private async Task RecordAsync()
        {
            await using var db = Database.Open();
            var call = await db.Interactions.Select(i => i.Id).FirstAsync(Ct);
            var key = RecordingKey.Create(Key.Derive("recordings"));
            var path = Path.Combine("2026", "11", $"{Guid.CreateVersion7()}.recording");
            var file = Path.Combine(Database.Options.DataFolder, "recordings", path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var writer = RecordingWriter.Create(file, key, clock);
            var (left, right) = (Enumerable.Repeat((short)1000, 160).ToArray(), new short[160]);
            Enumerable.Range(0, 50).ToList().ForEach(_ => writer.Write(left, right));
            await writer.FinishAsync();
            db.Add(new StoredRecording
            {
                Id = new RecordingId(Guid.CreateVersion7()),
                InteractionId = call,
                PracticeId = practice,
                Path = path,
                WrappedKey = key.Wrapped.ToArray(),
                StartedAt = clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(Ct);
        }
    }

    /// <summary>Another machine: no data, and the master key brought there by hand.</summary>
    private sealed class EmptyPlace(TestDatabase database) : IAsyncDisposable
    {
        public TestDatabase Database => database;

        private MasterKey Key => MasterKey.Read(database.Options);

        public static async Task<EmptyPlace> OpenAsync(DatabaseEngine engine, FilledCentre from)
        {
            var database = await TestDatabase.CreateEmptyAsync(engine);
            File.Copy(from.Database.Options.KeyFile, database.Options.KeyFile);
            return new EmptyPlace(database);
        }

        public Task<BackupRestored> RestoreAsync(string folder) => new RestoreBackup(database.Options, Key, new Silent()).RunAsync(folder, Ct);

        public Task<byte[]> ListenAsync(StoredRecording recording) => BackupTests.ListenAsync(database, Key, recording);

        public async Task StartAndStopAsync()
        {
            using var log = new InteractionLog(database.Options, database.Factory, new ManualClock(), NullLogger<InteractionLog>.Instance);
            await log.StartAsync(Ct);
            await log.StopAsync(Ct);
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }

    private static async Task<byte[]> ListenAsync(TestDatabase database, MasterKey key, StoredRecording recording)
    {
        var opening = new RecordingShelf(database.Options, key, database.Factory).Open(recording);
        await using var reader = opening.ShouldBeOfType<RecordingOpened>().Reader;
        using var sound = new MemoryStream();
        await reader.CopyToAsync(sound, Ct);
        return sound.ToArray();
    }
}
