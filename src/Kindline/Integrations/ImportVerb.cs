using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Integrations.Imports;
using Kindline.Patients;
using Kindline.Patients.Import;
using Kindline.Patients.Search;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kindline.Integrations;

/// <summary>
/// <c>kindline import FILE.csv --practice NAME</c>: takes a file of patients in, or checks it, or goes on where a crash cut it;
/// <c>kindline import --undo ID</c> takes it back. It takes the data folder as the server does, so it runs while that stands still.
/// </summary>
internal sealed class ImportVerb(KindlineOptions options, TimeProvider clock, TextWriter output, TextWriter error)
{
    private const int Failed = 1;
    private const int WrongUse = 2;

    private const string Usage = """
        usage: kindline import FILE.csv --practice NAME [--check] [--prospects] [--day-first] [--column FIELD=NAME]... [--rejected OUT.csv] [--json]
               kindline import --undo ID [--json]
        """;

    /// <summary>The arguments after "import"; 0 when all of it was done, rejected rows or not.</summary>
    public static async Task<int> RunVerbAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        var verb = new ImportVerb(KindlineOptions.FromEnvironment(Environment.GetEnvironmentVariable), TimeProvider.System, Console.Out, Console.Error);
        return await verb.RunAsync(args, stop.Token);
    }

    public async Task<int> RunAsync(string[] args, CancellationToken ct)
    {
        if (ImportArguments.Read(args) is not { } given)
        {
            await error.WriteLineAsync(Usage);
            return WrongUse;
        }
        using var folder = DataFolder.Take(options);
        var databases = DbFactory.For(options);
        await databases.MigrateAsync(ct);
        // Whom an older version stored is known by these keys too.
        await new KeysOfOldPatients(databases, NullLogger<KeysOfOldPatients>.Instance).StartAsync(ct);
        await using var trail = new AuditTrail(options, folder.Key, clock, NullLogger<AuditTrail>.Instance);
        await trail.StartAsync(ct);
        try
        {
            return given.Undo is { } id ? await UndoAsync(id, given.Json, databases, trail, ct) : await ImportAsync(given, databases, trail, ct);
        }
        catch (SheetException e)
        {
            return await RefuseAsync(e.Message);
        }
        catch (OperationCanceledException)
        {
            return await RefuseAsync("stopped; the same command goes on where it was, and --undo takes it back");
        }
        finally
        {
            await trail.StopAsync(CancellationToken.None);
        }
    }

    private async Task<int> ImportAsync(ImportArguments given, DbFactory databases, AuditTrail trail, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await ImportRules.WhyNotAsync(db, ct) is { } why)
        {
            return await RefuseAsync(why);
        }
        var practices = await db.Practices.Where(p => p.Name == given.Practice).ToListAsync(ct);
        if (practices is not [var practice])
        {
            var names = await db.Practices.Select(p => p.Name).Order().ToListAsync(ct);
            var others = names.Count == 0 ? "is none yet" : $"are: {string.Join(", ", names)}";
            return await RefuseAsync($"there is no practice \"{given.Practice}\"; there {others}");
        }
        if (!File.Exists(given.File))
        {
            return await RefuseAsync($"there is no file {given.File}");
        }
        await using var content = File.OpenRead(given.File!);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        content.Position = 0;
        await using var sheet = await SheetFile.OpenAsync(content, ct);
        var own = await db.FieldsInUse(practice.Id).ToListAsync(ct);
        if (!given.TryMap(sheet.Header, own, out var mapping, out var wrong))
        {
            return await RefuseAsync(wrong);
        }
        var taken = sheet.Header.Select((name, n) => $"{name} = {Held(mapping, own, n)}");
        await error.WriteLineAsync($"kindline import: {string.Join(", ", taken)}");
        if (mapping.WhatIsMissing() is { } missing)
        {
            var fields = string.Join(", ", Enum.GetValues<ImportField>().Select(Name));
            return await RefuseAsync($"{missing} Say which: --column lastName=\"Pat Surname\". The fields are {fields}.");
        }
        var import = await BeginAsync(db, practice.Id, given, hash, ct);
        if (import.State == ImportState.Done)
        {
            return await RefuseAsync($"this very file was taken in on {import.BegunAt:yyyy-MM-dd} as {import.Id}; --undo {import.Id} takes it back");
        }
        if (!given.Check)
        {
            await trail.AppendAsync(new AuditEntry("patients.import", 'C', AuditActor.System) { ObjectType = "Import", ObjectId = import.Id.ToString() }, ct);
        }
        var reader = new LineReader(sheet.Header, mapping, given.DayFirst, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) { OwnFields = own };
        await new TakeIn(databases, clock).RunAsync(import, sheet, reader, given.Check, Progress, ct);
        if (given.Rejected is { } path && !given.Check)
        {
            await using var again = await SheetFile.OpenAsync(File.OpenRead(given.File!), ct);
            await using var into = RejectedRows.CreateFile(path);
            await RejectedRows.WriteAsync(databases, import.Id, again, into, ct);
        }
        var end = given.Check ? "nothing was kept" : $"--undo {import.Id} takes it back";
        await TellAsync(
            given.Json, new { id = given.Check ? null : import.Id.ToString(), import.Added, import.Changed, import.Same, import.Rejected },
            $"{import.Added} added, {import.Changed} changed, {import.Same} as they were, {import.Rejected} rejected; {end}");
        return 0;
    }

    /// <summary>A new import, or the one of the same file that was cut.</summary>
    private async Task<PatientImport> BeginAsync(Db db, PracticeId practice, ImportArguments given, string hash, CancellationToken ct)
    {
        var before = await db.Set<PatientImport>().AsNoTracking()
            .Where(i => i.PracticeId == practice && i.FileHash == hash && (i.State == ImportState.Running || i.State == ImportState.Stopped || i.State == ImportState.Done))
            .OrderByDescending(i => i.BegunAt).FirstOrDefaultAsync(ct);
        if (before is not null && !given.Check)
        {
            before.State = before.State == ImportState.Stopped ? ImportState.Running : before.State;
            return before;
        }
        var name = Path.GetFileName(given.File!);
        var import = new PatientImport
        {
            Id = new ImportId(Guid.CreateVersion7(clock.GetUtcNow())),
            PracticeId = practice,
            Kind = given.Prospects ? PatientKind.Prospect : PatientKind.Patient,
            FileName = name.Length <= ImportRules.LongestFileName ? name : name[..ImportRules.LongestFileName],
            FileHash = hash,
            State = ImportState.Running,
            BegunAt = clock.GetUtcNow(),
        };
        if (!given.Check)
        {
            db.Add(import);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
        return import;
    }

    private async Task<int> UndoAsync(ImportId id, bool json, DbFactory databases, AuditTrail trail, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await db.Set<PatientImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } import)
        {
            return await RefuseAsync($"there is no import {id}");
        }
        if (import.State == ImportState.Undone)
        {
            return await RefuseAsync($"{id} is taken back already");
        }
        await trail.AppendAsync(new AuditEntry("patients.import.undo", 'D', AuditActor.System) { ObjectType = "Import", ObjectId = id.ToString() }, ct);
        var taken = await new TakeBack(databases, clock).RunAsync(import, ct);
        var kept = taken.Kept > 0 ? $", {taken.Kept} kept, as calls or visits know them" : "";
        var half = taken.Half > 0 ? $", {taken.Half} changed since and left so" : "";
        await TellAsync(json, taken, $"{taken.Removed} removed, {taken.Restored} as before{kept}{half}");
        return 0;
    }

    private void Progress(PatientImport import) =>
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"kindline import: line {import.ReadTo}: {import.Added} added, {import.Changed} changed, {import.Rejected} rejected"));

    private Task TellAsync(bool json, object figures, string words) =>
        output.WriteLineAsync(json ? JsonSerializer.Serialize(figures, WireJson.Options) : words);

    private async Task<int> RefuseAsync(string why)
    {
        await error.WriteLineAsync($"kindline import: {why}");
        return Failed;
    }

    /// <summary>What a column holds, in words.</summary>
    private static string Held(ImportMapping mapping, IReadOnlyList<PatientField> own, int column) =>
        mapping.Fields.TryGetValue(column, out var field) ? Name(field)
        : mapping.Own.TryGetValue(column, out var id) ? own.Single(f => f.Id == id).Label
        : "passed over";

    private static string Name(ImportField field) => JsonNamingPolicy.CamelCase.ConvertName(field.ToString());
}
