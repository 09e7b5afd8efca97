using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Notices;
using Kindline.Tests.Desk;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Notices;

/// <summary>The desk, with a supervisor who changes records and tells old contacts.</summary>
internal sealed class NoticeDesk : IAsyncDisposable
{
    private NoticeDesk(DeskCentre desk, HttpClient supervisor) => (Desk, Supervisor) = (desk, supervisor);

    public DeskCentre Desk { get; }

    public HttpClient Supervisor { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<NoticeDesk> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var desk = await DeskCentre.StartAsync(engine);
        return new NoticeDesk(desk, await desk.Centre.SignInAsRoleAsync("supervisor", desk.Practice));
    }

    /// <summary>Sets what was so before.</summary>
    public async Task BeforeAsync(Action<Patient> set)
    {
        await using var db = Desk.Centre.Databases.Create();
        set(await db.Patients.Include(p => p.Phones).SingleAsync(p => p.Id == Desk.Mother, Ct));
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>Looks the mother up, changes what her record says and saves it; answers the record.</summary>
    public async Task<JsonElement> ChangeAsync(Action<JsonObject> change)
    {
        using var found = await Supervisor.PostAsJsonAsync($"/api/desk/people/{Desk.Mother}/look-up", new { reason = "Putting the record right", code = "operations" }, Ct);
        var card = await found.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct);
        var record = JsonNode.Parse(card.GetProperty("record").GetRawText())!.AsObject();
        record["doNotCall"] = card.GetProperty("record").GetProperty("doNotCallSince").ValueKind is not JsonValueKind.Null;
        (record["bornOn"], record["mrn"], record["language"]) = ("1971-03-14", "DM77", "en");
        change(record);
        using var saved = await Supervisor.PutAsJsonAsync($"/api/desk/people/{Desk.Mother}", new { record, reason = "Putting the record right" }, Ct);
        return (await saved.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("record");
    }

    public async Task<IReadOnlyList<ContactNotice>> NoticesAsync()
    {
        await using var db = Desk.Centre.Databases.Create();
        return await db.ContactNotices.AsNoTracking().OrderBy(n => n.Way).ToListAsync(Ct);
    }

    public static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient who, string state = "open") =>
        [.. (await who.GetFromJsonAsync<JsonElement>($"/api/contact-notices?state={state}", Ct)).GetProperty("items").EnumerateArray()];

    public static async Task<HttpStatusCode> TellAsync(HttpClient who, NoticeId id, string outcome, string? note = null)
    {
        using var answer = await who.PostAsJsonAsync($"/api/contact-notices/{id}/outcome", new { outcome, note }, Ct);
        return answer.StatusCode;
    }

    public async Task<IReadOnlyList<AuditRow>> TrailAsync(string code) => (await Desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = code }, Ct)).Items;

    public static JsonArray Phones(params string[] numbers) =>
        [.. numbers.Select(n => new JsonObject { ["number"] = n, ["type"] = "unknown", ["work"] = false })];

    public async ValueTask DisposeAsync()
    {
        Supervisor.Dispose();
        await Desk.DisposeAsync();
    }
}
