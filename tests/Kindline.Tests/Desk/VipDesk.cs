using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Guarded;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

/// <summary>The desk where Rosa is a VIP, and the roles that may want her record.</summary>
internal sealed class VipDesk : IAsyncDisposable
{
    private VipDesk(DeskCentre desk) => Desk = desk;

    public DeskCentre Desk { get; }

    public PatientId Rosa => Desk.Mother;

    public ManualClock Clock => Desk.Centre.Clock;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<VipDesk> StartAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var desk = new VipDesk(await DeskCentre.StartAsync(engine));
        await using var db = desk.Desk.Centre.Databases.Create();
        await db.Patients.Where(p => p.Id == desk.Rosa).ExecuteUpdateAsync(set => set.SetProperty(p => p.Vip, true), Ct);
        return desk;
    }

    public Task<HttpClient> SignInAsync(string role) => Desk.Centre.SignInAsRoleAsync(role, Desk.Practice);

    /// <summary>The same account, when the session before has run out.</summary>
    public Task<HttpClient> AgainAsync(string user) => Desk.Centre.SignInAsync(user);

    public static Task<HttpResponseMessage> OpenAsync(HttpClient who, PatientId person, string? reason, string? code) =>
        who.PostAsJsonAsync($"/api/desk/people/{person}/look-up", new { reason, code }, WireJson.Options, Ct);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Ct);

    public static async Task<JsonElement> SearchAsync(HttpClient who, string query) =>
        (await JsonAsync(await who.PostAsJsonAsync("/api/patients/search", new { query }, Ct))).GetProperty("items")[0];

    public async Task<(HttpStatusCode Status, JsonElement Body)> SaveAsync(HttpClient who, object record, InteractionId? call = null, string? reason = null)
    {
        using var answer = await who.PutAsJsonAsync($"/api/desk/people/{Rosa}", new { record, call, reason }, WireJson.Options, Ct);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Ct));
    }

    public async Task<IReadOnlyList<GuardedOpening>> OpeningsAsync()
    {
        await using var db = Desk.Centre.Databases.Create();
        return await db.GuardedOpenings.AsNoTracking().OrderBy(o => o.OpenedAt).ToListAsync(Ct);
    }

    public async Task<IReadOnlyList<AuditRow>> TrailAsync(string code) => (await Desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = code }, Ct)).Items;

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
