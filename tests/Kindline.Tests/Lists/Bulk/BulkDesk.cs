using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Lists;
using Kindline.Lists.Bulk;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kindline.Tests.Lists.Bulk;

/// <summary>A centre with one practice, a list of everybody in it, and two who lead: four people, of whom Ben has what is set already and Cid has died.</summary>
internal sealed class BulkDesk : IAsyncDisposable
{
    public const string Why = "Asked for by the practice";

    /// <summary>What takes longer never comes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private BulkDesk(TestCentre centre, PracticeId practice, PatientFieldId field, HttpClient director, HttpClient supervisor, Guid directorId) =>
        (Centre, Practice, Class, Director, Supervisor, DirectorId) = (centre, practice, field, director, supervisor, directorId);

    public TestCentre Centre { get; }

    public PracticeId Practice { get; }

    /// <summary>A field of the practice's own, A or B; Ben has B.</summary>
    public PatientFieldId Class { get; }

    public ListId List { get; } = new(Guid.CreateVersion7());

    public HttpClient Director { get; }

    public HttpClient Supervisor { get; }

    public Guid DirectorId { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<BulkDesk> OpenAsync(DatabaseEngine engine = DatabaseEngine.Sqlite)
    {
        var centre = await TestCentre.StartAsync(engine);
        var (practice, field) = (new PracticeId(Guid.CreateVersion7()), new PatientFieldId(Guid.CreateVersion7()));
        await using (var db = centre.Databases.Create())
        {
            db.Add(new Practice { Id = practice, Name = "Bayview Eye" });
            await db.SaveChangesAsync(Ct);
            db.Add(new PatientField { Id = field, PracticeId = practice, Label = "Class", Kind = FieldKind.Choice, Choices = ["A", "B"] });
            await db.SaveChangesAsync(Ct);
            db.AddRange(
                Make("Ana", _ => { }), Make("Ben", p => (p.Language, p.FieldValues) = ("es", [new() { FieldId = field, Value = "B" }])),
                Make("Cid", p => (p.Status, p.DeathReportedAt) = (PatientStatus.Deceased, centre.Clock.GetUtcNow())), Make("Dee", p => p.Source = "Radio"));
            await db.SaveChangesAsync(Ct);
        }
        var director = await centre.SignInAsRoleAsync("director", practice);
        var supervisor = await centre.SignInAsRoleAsync("supervisor", practice);
        await using (var db = centre.Databases.Create())
        {
            var id = await db.Users.Where(u => u.UserName == "director").Select(u => u.Id).SingleAsync(Ct);
            var desk = new BulkDesk(centre, practice, field, director, supervisor, id);
            db.Add(new PatientList { Id = desk.List, PracticeId = practice, Name = "Everybody", OwnerId = id, IsShared = true, Filter = "{}", Sort = "name", Columns = ["name"] });
            await db.SaveChangesAsync(Ct);
            return desk;
        }

        Patient Make(string first, Action<Patient> more)
        {
            var person = new Patient { Id = new PatientId(Guid.CreateVersion7()), PracticeId = practice, FirstName = first, LastName = "Roe" };
            more(person);
            return person;
        }
    }

    /// <summary>The id of somebody who works for the practice.</summary>
    public async Task<string> AgentAsync()
    {
        await Centre.SignInAsRoleAsync("agent", Practice);
        await using var db = Centre.Databases.Create();
        return (await db.Users.Where(u => u.UserName == "agent").Select(u => u.Id).SingleAsync(Ct)).ToString();
    }

    public async Task<JsonElement> PreviewAsync(string field, string? value, params PatientId[] people) =>
        await JsonAsync(await Director.PostAsJsonAsync("/api/bulk-changes/preview", Input(field, value, people), Ct));

    public Task<HttpResponseMessage> TryStartAsync(string field, string? value, string? seen, string? reason = Why, params PatientId[] people)
    {
        var input = Input(field, value, people);
        input["seen"] = seen;
        input["reason"] = reason;
        return Director.PostAsJsonAsync("/api/bulk-changes", input, Ct);
    }

    /// <summary>Looks, starts, and waits until it is through.</summary>
    public async Task<JsonElement> DoAsync(string field, string? value, params PatientId[] people)
    {
        var seen = (await PreviewAsync(field, value, people)).GetProperty("seen").GetString();
        return await DoneAsync((await JsonAsync(await TryStartAsync(field, value, seen, Why, people))).GetProperty("id").GetString()!);
    }

    public async Task<JsonElement> AskAsync(HttpClient who, string id, string what, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await who.PostAsJsonAsync($"/api/bulk-changes/{id}/{what}", new { }, Ct);
        answer.StatusCode.ShouldBe(expected);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    /// <summary>As it is when nothing is being done any more.</summary>
    public async Task<JsonElement> DoneAsync(string id)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var change = await Director.GetFromJsonAsync<JsonElement>($"/api/bulk-changes/{id}", Ct);
            if (change.GetProperty("state").GetString() is not ("running" or "undoing"))
            {
                return change;
            }
        }
    }

    /// <summary>"Cid deceased, Dee changedSince": those of whom one thing became, and why.</summary>
    public async Task<string> PeopleAsync(string id, string outcome)
    {
        var page = await JsonAsync(await Director.PostAsJsonAsync($"/api/bulk-changes/{id}/people", new { outcome }, Ct));
        return string.Join(", ", page.GetProperty("items").EnumerateArray().Select(p => $"{p.GetProperty("name").GetString()!.Split(' ')[0]} {p.GetProperty("why")}".Trim()));
    }

    /// <summary>A change that was kept and that nothing has begun with: the worker hears of it when it is woken.</summary>
    public async Task<BulkChangeId> KeepAsync(BulkState state, string field, string value, Func<Patient, string?> before)
    {
        await using var db = Centre.Databases.Create();
        var people = await db.Patients.Include(p => p.FieldValues).OrderBy(p => p.FirstName).ToListAsync(Ct);
        var change = new BulkChange
        {
            Id = new(Guid.CreateVersion7()),
            PracticeId = Practice,
            ListId = List,
            UserId = DirectorId,
            RoleKey = "director",
            Field = field,
            Value = value,
            Reason = Why,
            State = state,
            BegunAt = Centre.Clock.GetUtcNow(),
            People = people.Count,
            Planned = people.Count,
        };
        db.Add(change);
        db.AddRange(people.Select(p => new BulkPerson { ChangeId = change.Id, PatientId = p.Id, Before = before(p) }));
        await db.SaveChangesAsync(Ct);
        return change.Id;
    }

    public async Task<PatientId> IdAsync(string first)
    {
        await using var db = Centre.Databases.Create();
        return await db.Patients.Where(p => p.FirstName == first).Select(p => p.Id).SingleAsync(Ct);
    }

    /// <summary>As somebody at a desk saves it.</summary>
    public async Task EditAsync(string first, Action<Patient> edit)
    {
        await using var db = Centre.Databases.Create();
        edit(await db.Patients.Include(p => p.FieldValues).SingleAsync(p => p.FirstName == first, Ct));
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>"Ana en, Ben es": everybody with what is told of them, those who were merged too.</summary>
    public async Task<string> TellAsync(Func<Patient, object?> what)
    {
        await using var db = Centre.Databases.Create();
        var people = await db.Patients.AsNoTracking().IgnoreQueryFilters().Include(p => p.FieldValues).OrderBy(p => p.FirstName).ToListAsync(Ct);
        return string.Join(", ", people.Select(p => $"{p.FirstName} {what(p)}".Trim()));
    }

    public async Task<IReadOnlyList<AuditRow>> TrailAsync(string code) =>
        (await Centre.Services.GetRequiredService<AuditTrail>().FindAsync(new AuditFilter { Code = code }, Ct)).Items;

    public async ValueTask DisposeAsync()
    {
        Director.Dispose();
        Supervisor.Dispose();
        await Centre.DisposeAsync();
    }

    private Dictionary<string, object?> Input(string field, string? value, PatientId[] people) =>
        new() { ["list"] = List.Value, ["people"] = people.Length == 0 ? null : people.Select(p => p.Value), ["field"] = field, ["value"] = value };

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync(Ct);
            answer.IsSuccessStatusCode.ShouldBeTrue(text);
            return JsonDocument.Parse(text).RootElement;
        }
    }
}
