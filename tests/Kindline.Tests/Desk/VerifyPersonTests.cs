using System.Net;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Interactions;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Desk;

public sealed class VerifyPersonTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Two_identifiers_verify_and_make_the_person_that_of_the_call(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);

        var (_, answer) = await desk.VerifyAsync(desk.Mother, "1971-03-14");

        answer.GetProperty("match").GetBoolean().ShouldBeTrue();
        State(answer).ShouldBe(("verified", 0, "name+dob"));
        var call = await desk.ReadAsync();
        (call.GetProperty("bound").GetGuid(), State(call)).ShouldBe((desk.Mother.Value, ("verified", 0, "name+dob")));
        (await EventsAsync(desk)).ShouldBe(["bound", "verified"]);
    }

    [Theory]
    [InlineData("mrn", " dm77 ", true)]
    [InlineData("mrn", "DM78", false)]
    [InlineData("zip", "78701", true)]
    [InlineData("zip", "78702", false)]
    [InlineData("phone", "(512) 555-0142", true)]
    [InlineData("phone", "(512) 555-0143", false)]
    public async Task Another_identifier_stands_for_the_name(string kind, string value, bool match)
    {
        await using var desk = await DeskCentre.StartAsync();

        var (_, answer) = await desk.PostAsync("verify", new { patientId = desk.Mother, bornOn = "1971-03-14", other = new { kind, value } });

        answer.GetProperty("match").GetBoolean().ShouldBe(match);
        State(answer).ShouldBe(match ? ("verified", 0, $"dob+{kind}") : ("notVerified", 1, null));
    }

    [Theory, BothEngines]
    public async Task A_failure_looks_the_same_whatever_was_wrong(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);

        var (_, wrongDay) = await desk.PostAsync("verify", new { patientId = desk.Mother, bornOn = "1971-03-15", other = new { kind = "zip", value = "78701" } });
        await using var second = await DeskCentre.StartAsync(engine);
        var (_, wrongZip) = await second.PostAsync("verify", new { patientId = second.Mother, bornOn = "1971-03-14", other = new { kind = "zip", value = "78704" } });

        wrongDay.GetRawText().ShouldBe(wrongZip.GetRawText());
        wrongDay.GetProperty("match").GetBoolean().ShouldBeFalse();
    }

    [Theory, BothEngines]
    public async Task Three_failures_lock_the_call_for_everybody_not_verified_before(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.VerifyAsync(desk.Son, "2015-05-01");
        foreach (var day in new[] { "1970-01-01", "1970-01-02", "1970-01-03" })
        {
            (await desk.VerifyAsync(desk.Mother, day)).Body.GetProperty("match").GetBoolean().ShouldBeFalse();
        }

        var right = await desk.VerifyAsync(desk.Mother, "1971-03-14");
        await desk.PostAsync("bind", new { patientId = desk.Mother });

        right.Status.ShouldBe(HttpStatusCode.Conflict);
        var call = await desk.ReadAsync();
        State(call).ShouldBe(("locked", 3, null));
        call.GetProperty("person").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory, BothEngines]
    public async Task Guesses_sent_at_once_are_counted_one_by_one(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => desk.VerifyAsync(desk.Mother, $"1970-01-0{n}")));

        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(3);
        State(await desk.ReadAsync()).ShouldBe(("locked", 3, null));
    }

    [Theory, BothEngines]
    public async Task Each_person_is_verified_by_themselves(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.PostAsync("bind", new { patientId = desk.Mother });
        await desk.PostAsync("subjects", new { patientId = desk.Son });

        await desk.VerifyAsync(desk.Son, "2015-05-01");

        var subjects = (await desk.ReadAsync()).GetProperty("subjects");
        subjects.EnumerateArray().Select(s => (s.GetProperty("verified").GetBoolean(), s.GetProperty("person").ValueKind))
            .ShouldBe([(false, JsonValueKind.Null), (true, JsonValueKind.Object)]);
    }

    [Theory, BothEngines]
    public async Task Whoever_was_picked_by_mistake_takes_the_verification_along(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);
        await desk.VerifyAsync(desk.Mother, "1971-03-14");

        await desk.PostAsync("bind", new { patientId = desk.Son });
        await desk.PostAsync("bind", new { patientId = desk.Mother });

        State(await desk.ReadAsync()).ShouldBe(("notVerified", 0, null));
    }

    [Fact]
    public async Task Less_than_two_identifiers_are_refused_by_field_and_count_nothing()
    {
        await using var desk = await DeskCentre.StartAsync();

        Fields(await desk.PostAsync("verify", new { patientId = desk.Mother, bornOn = "1971-03-14" })).ShouldBe(["nameSaid"]);
        Fields(await desk.PostAsync("verify", new { patientId = desk.Mother, nameSaid = true })).ShouldBe(["bornOn"]);
        Fields(await desk.PostAsync("verify", new { patientId = desk.Stranger, nameSaid = true, bornOn = "1980-05-01" })).ShouldBe(["patientId"]);
        Fields(await desk.PostAsync("verify", new { patientId = desk.Mother, bornOn = "1971-03-14", other = new { kind = "shoe", value = "" } }))
            .ShouldBe(["other.kind", "other.value"], ignoreOrder: true);
        State(await desk.ReadAsync()).ShouldBe(("notVerified", 0, null));
    }

    [Theory, BothEngines]
    public async Task Result_and_method_are_kept_and_no_word_of_what_was_said(DatabaseEngine engine)
    {
        await using var desk = await DeskCentre.StartAsync(engine);

        await desk.VerifyAsync(desk.Mother, "1970-01-01");
        await desk.PostAsync("verify", new { patientId = desk.Mother, nameSaid = true, bornOn = "1971-03-14", other = new { kind = "mrn", value = "DM77" } });

        var entries = (await desk.Get<AuditTrail>().FindAsync(new AuditFilter { Code = "desk.verify" }, Ct)).Items;
        entries.Select(e => (e.Outcome, string.Join(',', e.Fields), e.PatientId)).ShouldBe(
            [(0, "name,dob,mrn,speaker=Patient", desk.Mother.Value), (4, "name,dob,speaker=Patient", desk.Mother.Value)]);
        await using var db = desk.Centre.Databases.Create();
        var data = await db.Set<InteractionEvent>().Where(e => e.InteractionId == desk.Call).Select(e => e.Data).ToListAsync(Ct);
        string.Concat(data).ShouldNotContain("DM77");
        string.Concat(data).ShouldNotContain("1971");
    }

    private static (string? State, int Failures, string? Method) State(JsonElement answer)
    {
        var verification = answer.GetProperty("verification");
        return (verification.GetProperty("state").GetString(), verification.GetProperty("failures").GetInt32(), verification.GetProperty("method").GetString());
    }

    private static IEnumerable<string> Fields((HttpStatusCode Status, JsonElement Body) answer) =>
        answer.Body.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    private static async Task<List<string>> EventsAsync(DeskCentre desk)
    {
        await using var db = desk.Centre.Databases.Create();
        return await db.Set<InteractionEvent>().Where(e => e.InteractionId == desk.Call).OrderBy(e => e.Seq).Select(e => e.Type).Skip(3).ToListAsync(Ct);
    }
}
