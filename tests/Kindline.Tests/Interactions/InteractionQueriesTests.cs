using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Interactions;

public sealed class InteractionQueriesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task Each_scope_shows_its_own_interactions(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var (mine, bens, cleos, lost, elsewhere) = (office.Call(At), office.Call(At), office.Call(At), office.Lost(At), office.Call(At));
        (bens.AgentId, cleos.AgentId, elsewhere.PracticeId) = (office.Ben, office.Cleo, office.OtherPractice);
        await office.AddAsync(mine, bens, cleos, lost, elsewhere);

        (await CountAsync(office, Scope.Own)).ShouldBe(1);
        (await CountAsync(office, Scope.Team)).ShouldBe(3);
        (await CountAsync(office, Scope.Practice)).ShouldBe(4);
        (await CountAsync(office, Scope.Masked)).ShouldBe(4);
        (await CountAsync(office, Scope.Sample)).ShouldBe(0);
        (await CountAsync(office, Scope.All)).ShouldBe(5);
    }

    [Theory, BothEngines]
    public async Task What_is_outside_ones_scope_is_not_found(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var cleos = office.Call(At);
        cleos.AgentId = office.Cleo;
        await office.AddAsync(cleos);

        (await DetailAsync(office, cleos, Scope.Own)).ShouldBeNull();
        (await DetailAsync(office, cleos, Scope.Team)).ShouldBeNull();
        (await DetailAsync(office, cleos, Scope.Practice)).ShouldNotBeNull();
    }

    [Theory, BothEngines]
    public async Task Who_has_a_call_at_hand_reads_it_before_the_record_of_the_answer_and_only_in_an_own_practice(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var (answered, elsewhere) = (office.Lost(At), office.Lost(At));
        elsewhere.PracticeId = office.OtherPractice;
        await office.AddAsync(answered, elsewhere);
        (await DetailAsync(office, answered, Scope.Own)).ShouldBeNull();

        office.Get<CallsHeld>().Held.UnionWith([(office.Ana, answered.Id), (office.Ana, elsewhere.Id)]);

        (await DetailAsync(office, answered, Scope.Own)).ShouldNotBeNull();
        (await DetailAsync(office, elsewhere, Scope.Own)).ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task A_detail_names_queue_agent_subjects_and_whoever_has_the_number(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAboutRosaAsync(office);

        var detail = (await DetailAsync(office, call, Scope.Own))!;

        (detail.Practice.Name, detail.Queue!.Name, detail.Agent!.Name).ShouldBe(("Cedar Family Medicine", "Appointments", "Ana Duarte"));
        detail.Subjects.ShouldHaveSingleItem().Name.ShouldBe("Rosa Hinojosa");
        detail.Matches.ShouldHaveSingleItem().Name.ShouldBe("Rosa Hinojosa");
        detail.Events.ShouldHaveSingleItem().Data.GetProperty("from").GetString().ShouldBe("+15125550142");
        detail.Notes.ShouldBe("Asked for a Friday");
    }

    [Theory, BothEngines]
    public async Task Masked_scope_shows_neither_numbers_nor_names_nor_notes(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var call = await CallAboutRosaAsync(office);

        var detail = (await DetailAsync(office, call, Scope.Masked))!;

        detail.From.ShouldBe("+1512555••42");
        detail.Subjects.ShouldHaveSingleItem().Name.ShouldBe("R••• H•••");
        detail.Matches.ShouldHaveSingleItem().Name.ShouldBe("R••• H•••");
        detail.Events.ShouldHaveSingleItem().Data.ToString().ShouldBe("{}");
        detail.Notes.ShouldBeNull();
    }

    [Theory, BothEngines]
    public async Task A_list_is_newest_first_filtered_and_paged(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await office.AddAsync([.. Enumerable.Range(0, 5).Select(n => office.Call(At.AddMinutes(n))), office.Lost(At.AddDays(1))]);

        var page = await ListAsync(office, Scope.Practice, Asking with { From = "2026-11-16", To = "2026-11-16", Outcome = "handled", Page = 2, Size = 2 });
        var lost = await ListAsync(office, Scope.Practice, Asking with { Outcome = "ABANDONED", Q = "0142" });

        page.Total.ShouldBe(5);
        page.Items.Select(i => i.StartedAt).ShouldBe([At.AddMinutes(2), At.AddMinutes(1)]);
        lost.Items.ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Abandoned);
    }

    [Fact]
    public void A_filter_that_makes_no_sense_is_refused_by_field()
    {
        var errors = new FieldErrors();
        var query = Asking with { Channel = "pigeon", State = "3", Agent = "ana", From = "soon", Size = 501, Q = "5125550142" };

        query.Read(new SignedInUser(Guid.Empty, "", "", "", null, [], new Dictionary<string, Scope>(), false, "", null), TimeZoneInfo.Utc, errors);

        errors.ToDictionary().Keys.ShouldBe(["size", "from", "agent", "channel", "state", "q"], ignoreOrder: true);
    }

    private static InteractionQuery Asking { get; } = new();

    private static async Task<int> CountAsync(BackOffice office, Scope scope) => (await ListAsync(office, scope, Asking)).Total;

    private static Task<Page<InteractionView>> ListAsync(BackOffice office, Scope scope, InteractionQuery query)
    {
        var user = office.Person(office.Ana, scope, Permission.InteractionsRead);
        var filter = query.Read(user, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"), new FieldErrors());
        return office.Get<InteractionQueries>().ListAsync(filter, user, Ct);
    }

    private static Task<InteractionDetail?> DetailAsync(BackOffice office, Interaction call, Scope scope) =>
        office.Get<InteractionQueries>().DetailAsync(call.Id, office.Person(office.Ana, scope, Permission.InteractionsRead), Permission.InteractionsRead, Ct);

    private static async Task<Interaction> CallAboutRosaAsync(BackOffice office)
    {
        var rosa = new Patient
        {
            Id = new PatientId(Guid.CreateVersion7()),
            PracticeId = office.Practice,
            Mrn = "DM1",
            FirstName = "Rosa",
            LastName = "Hinojosa",
            BornOn = new DateOnly(1971, 3, 14),
            Phones = [new PatientPhone { Number = "+15125550142" }],
        };
        var call = office.Call(At);
        call.Notes = "Asked for a Friday";
        call.Subjects = [new Subject { PatientId = rosa.Id, Notes = "knee" }];
        await using var db = office.Db();
        db.Patients.Add(rosa);
        db.Interactions.Add(call);
        db.InteractionEvents.Add(new InteractionEvent { InteractionId = call.Id, At = At, Type = "started", Data = """{"from":"+15125550142"}""" });
        await db.SaveChangesAsync(Ct);
        return call;
    }
}
