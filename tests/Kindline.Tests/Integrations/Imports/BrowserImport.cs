using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Integrations.Imports;

/// <summary>A centre with two practices, Rosa in the first, and its office manager who brings files.</summary>
internal sealed class BrowserImport : IAsyncDisposable
{
    public const string Sheet = """
        MRN,Last Name,First Name,DOB,Phone,Email
        100,Hinojosa,Rosa,3/14/1971,(512) 555-0142,rosa@example.com
        101,Marlow,Luis,5/1/1980,512-555-0143,
        102,Wrong,Day,31/31/1980,512-555-0144,
        101,Marlow,Luis,5/1/1980,512-555-0143,
        104,Salas,Ida,5/2/1980,12,

        """;

    /// <summary>What takes longer never comes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private BrowserImport(TestCentre centre, PracticeId practice, PracticeId other, HttpClient manager) =>
        (Centre, Practice, Other, Manager) = (centre, practice, other, manager);

    public TestCentre Centre { get; }

    public PracticeId Practice { get; }

    public PracticeId Other { get; }

    /// <summary>Of the first practice.</summary>
    public HttpClient Manager { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<BrowserImport> OpenAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var centre = await TestCentre.StartAsync(engine);
        var (practice, other) = (new PracticeId(Guid.CreateVersion7()), new PracticeId(Guid.CreateVersion7()));
        await using var db = centre.Databases.Create();
        db.AddRange(new Practice { Id = practice, Name = "Bayview Eye" }, new Practice { Id = other, Name = "Cedar Family" });
        db.Add(new Patient
        {
            Id = new PatientId(Guid.CreateVersion7()),
            PracticeId = practice,
            Mrn = "100",
            FirstName = "Rosa",
            LastName = "Hinojosa",
            Phones = [new PatientPhone { Number = "+15125550199" }],
        });
        await db.SaveChangesAsync(Ct);
        return new BrowserImport(centre, practice, other, await centre.SignInAsRoleAsync("manager", practice));
    }

    public Task<HttpResponseMessage> SendAsync(string text, PracticeId? practice = null) => SendAsync(Encoding.UTF8.GetBytes(text), "patients march.csv", practice);

    public async Task<HttpResponseMessage> SendAsync(byte[] content, string name, PracticeId? practice = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports?practice={practice ?? Practice}") { Content = new ByteArrayContent(content) };
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        return await Manager.SendAsync(request, Ct);
    }

    /// <summary>The id of a file that was taken by the server.</summary>
    public async Task<string> BringAsync(string text)
    {
        using var answer = await SendAsync(text);
        return (await JsonAsync(answer)).GetProperty("id").GetString()!;
    }

    /// <summary>Checks it as the columns were guessed.</summary>
    public async Task<JsonElement> CheckAsync(string id, bool prospects = false)
    {
        var columns = (await GetAsync($"/api/imports/{id}/columns")).GetProperty("columns").EnumerateArray().ToList();
        var given = columns.Select((c, n) => new { column = n, field = c.GetProperty("field").GetString(), own = c.GetProperty("own").GetString() })
            .Where(c => c.field is not null || c.own is not null).ToList();
        return await PostAsync(id, "check", new { columns = given, dayFirst = false, prospects });
    }

    /// <summary>Asks for something that takes long, and waits until it is done.</summary>
    public async Task<JsonElement> PostAsync(string id, string what, object? input = null)
    {
        using var answer = await Manager.PostAsJsonAsync($"/api/imports/{id}/{what}", input ?? new { }, Ct);
        await JsonAsync(answer);
        return await DoneAsync(id);
    }

    /// <summary>As it is when nothing is being done with it any more.</summary>
    public async Task<JsonElement> DoneAsync(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var import = await GetAsync($"/api/imports/{id}");
            if (import.GetProperty("activity").ValueKind == JsonValueKind.Null)
            {
                return import;
            }
        }
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Manager.GetAsync(path, Ct);
        return await JsonAsync(answer);
    }

    public async Task<IReadOnlyList<string>> PeopleAsync()
    {
        await using var db = Centre.Databases.Create();
        var people = await db.Patients.AsNoTracking().Include(p => p.Phones).OrderBy(p => p.Mrn).ToListAsync(Ct);
        return [.. people.Select(p => $"{p.Mrn} {p.FirstName} {p.LastName} {string.Join(' ', p.Phones.OrderBy(n => n.Id).Select(n => n.Number))}".TrimEnd())];
    }

    public async ValueTask DisposeAsync()
    {
        Manager.Dispose();
        await Centre.DisposeAsync();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }
}
