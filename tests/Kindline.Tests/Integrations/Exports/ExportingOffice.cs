using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Kindline.Foundation;
using Kindline.Integrations.Exports;
using Kindline.Practices;
using Kindline.Recording;
using Kindline.Tests.Foundation;
using Kindline.Voice.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Integrations.Exports;

/// <summary>A centre with one row of each kind in two practices, and the director of the first.</summary>
internal sealed class ExportingOffice : IAsyncDisposable
{
    public const string Word = "oursonly";
    public const string OtherWord = "theirs!";
    public const string Reason = "The practice leaves the centre";

    /// <summary>What takes longer never comes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private ExportingOffice(TestCentre centre, Guid id, Guid other, HttpClient director) => (Centre, Id, Other, Director) = (centre, id, other, director);

    public TestCentre Centre { get; }

    /// <summary>Every id of the practice.</summary>
    public Guid Id { get; }

    /// <summary>Every id of the other practice.</summary>
    public Guid Other { get; }

    public HttpClient Director { get; }

    public string Path => $"/api/practices/{Id}/exports";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ExportingOffice> OpenAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var centre = await TestCentre.StartAsync(engine);
        var (id, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var db = centre.Databases.Create();
        await OneOfEach.AddAsync(db, id, Word, 1, Ct);
        await OneOfEach.AddAsync(db, other, OtherWord, 2, Ct);
        return new ExportingOffice(centre, id, other, await centre.SignInAsRoleAsync("director", new PracticeId(id)));
    }

    /// <summary>A second of sound that somebody left.</summary>
    public async Task<string> RecordAsync(Guid? practice = null)
    {
        var key = RecordingKey.Create(Centre.Services.GetRequiredService<MasterKey>().Derive("recordings"));
        var id = Guid.CreateVersion7();
        var path = System.IO.Path.Combine("2026", "11", $"{id}.recording");
        var file = System.IO.Path.Combine(Centre.Options.DataFolder, "recordings", path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        var writer = RecordingWriter.Create(file, key, Centre.Clock);
        Enumerable.Range(0, 50).ToList().ForEach(_ => writer.Write(new short[160], new short[160]));
        await writer.FinishAsync();
        await using var db = Centre.Databases.Create();
        db.Add(new StoredRecording
        {
            Id = new RecordingId(id),
            InteractionId = new Kindline.Engine.InteractionId(practice ?? Id),
            PracticeId = new PracticeId(practice ?? Id),
            Kind = RecordingKind.Voicemail,
            Path = path,
            WrappedKey = key.Wrapped.ToArray(),
            StartedAt = Centre.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Ct);
        return id.ToString();
    }

    /// <summary>Asks for an export and waits until nothing is being made any more.</summary>
    public async Task<JsonElement> ExportAsync(bool withRecordings = false)
    {
        using var answer = await Director.PostAsJsonAsync(Path, new { reason = Reason, withRecordings }, Ct);
        var id = (await JsonAsync(answer)).GetProperty("id").GetString()!;
        return await DoneAsync(id);
    }

    /// <summary>One that was asked for, and that nobody makes yet.</summary>
    public async Task<ExportId> AskedAsync()
    {
        await using var db = Centre.Databases.Create();
        var export = new PracticeExport
        {
            Id = new ExportId(Guid.CreateVersion7()),
            PracticeId = new PracticeId(Id),
            Reason = Reason,
            AskedBy = Id,
            AskedAt = Centre.Clock.GetUtcNow(),
            State = ExportState.Running,
        };
        db.Add(export);
        await db.SaveChangesAsync(Ct);
        return export.Id;
    }

    public async Task<JsonElement> DoneAsync(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var export = await ReadAsync(id);
            if (export.GetProperty("activity").ValueKind == JsonValueKind.Null && export.GetProperty("state").GetString() != "running")
            {
                return export;
            }
        }
    }

    public async Task<JsonElement> ReadAsync(string id) =>
        (await GetAsync(Path)).GetProperty("items").EnumerateArray().Single(e => e.GetProperty("id").GetString() == id);

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Director.GetAsync(path, Ct);
        return await JsonAsync(answer);
    }

    public async Task<Dictionary<string, byte[]>> DownloadAsync(JsonElement export)
    {
        using var answer = await Director.GetAsync($"{Path}/{export.GetProperty("id").GetString()}/file", Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Ct));
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Ct));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var from = e.Open();
            from.CopyTo(content);
            return content.ToArray();
        });
    }

    public static string Text(byte[] file) => Encoding.UTF8.GetString(file).TrimStart('\uFEFF');

    /// <summary>The rows of a table as it was written, by the names of its columns.</summary>
    public static List<Dictionary<string, string>> Rows(byte[] file)
    {
        using var csv = CsvReader.Create(new MemoryStream(file), new CsvReaderOptions { HasHeader = false });
        List<string[]> rows = [];
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }
        return [.. rows.Skip(1).Select(r => r.Select((cell, n) => (Name: rows[0][n], Cell: cell)).ToDictionary(c => c.Name, c => c.Cell))];
    }

    public async ValueTask DisposeAsync()
    {
        Director.Dispose();
        await Centre.DisposeAsync();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }
}
