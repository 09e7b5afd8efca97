using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Interactions;
using Kindline.Patients;
using Kindline.Patients.Duplicates;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Patients.Duplicates;

/// <summary>A practice where Rosa Hinojosa is registered twice, and whoever may decide that.</summary>
internal sealed class ReviewDesk : IAsyncDisposable
{
    private ReviewDesk(BackOffice office)
    {
        Office = office;
        Reviewer = office.Person(office.Ana, Scope.Practice, Permission.PatientsMerge, Permission.PatientsRead, Permission.PatientsSearch);
    }

    public BackOffice Office { get; }

    public SignedInUser Reviewer { get; }

    public PatientId Rosa { get; private set; }

    public PatientId Rosie { get; private set; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ReviewDesk> OpenAsync(DatabaseEngine engine)
    {
        var desk = new ReviewDesk(await BackOffice.OpenAsync(engine));
        desk.Rosa = await desk.AddAsync("Rosa", "Hinojosa", "1971-03-14", "DM-100234", "+15125550142");
        desk.Rosie = await desk.AddAsync("Rosa Elena", "Hinojoza", "1971-03-14", "DM-104711", "+15125550142", "+15125550177");
        return desk;
    }

    public async Task<PatientId> AddAsync(string first, string last, string born, string? mrn, params string[] phones)
    {
        var id = new PatientId(Guid.CreateVersion7(Office.Clock.GetUtcNow()));
        await using var db = Office.Db();
        db.Patients.Add(new Patient
        {
            Id = id,
            PracticeId = Office.Practice,
            Mrn = mrn,
            FirstName = first,
            LastName = last,
            BornOn = DateOnly.Parse(born, null),
            Phones = [.. phones.Select(n => new PatientPhone { Number = n })],
        });
        await db.SaveChangesAsync(Ct);
        // Records are made one after the other.
        Office.Clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }

    /// <summary>Compares all whom there is to compare; returns how many people that was.</summary>
    public async Task<int> CompareAsync()
    {
        Office.Clock.Advance(TimeSpan.FromMinutes(2));
        var all = 0;
        while (await Office.Get<ComparePatients>().RunAsync(Ct) is > 0 and var people)
        {
            all += people;
        }
        return all;
    }

    public async Task<IReadOnlyList<PairView>> QueueAsync(PairState state = PairState.Open) =>
        (await Office.Get<PairQueries>().ListAsync(null, state, new Paging(1, 50), Reviewer, Ct)).Items;

    public async Task<PairId> PairAsync()
    {
        await CompareAsync();
        return (await QueueAsync()).ShouldHaveSingleItem().Id;
    }

    public Task<PairDecision> MergeAsync(PairId pair, PatientId survivor, params string[] take) =>
        Office.Get<MergePatients>().RunAsync(pair, new MergeInput(survivor.ToString(), take), Reviewer, Ct);

    public Task<PairDecision> UnmergeAsync(PairId pair) => Office.Get<UnmergePatients>().RunAsync(pair, Reviewer, Ct);

    public Task<PairDecision> KeepApartAsync(PairId pair, bool apart = true) => Office.Get<KeepApart>().RunAsync(pair, apart, Reviewer, Ct);

    /// <summary>A call that was about these people, told as a call is.</summary>
    public async Task<InteractionId> CallAboutAsync(params PatientId[] people)
    {
        var (log, id) = (Office.Get<InteractionLog>(), new InteractionId(Guid.CreateVersion7()));
        log.Append(id, EventType.Started, new StartedFact(Office.Practice, Channel.Voice, Direction.Inbound, "+15125550142", "+15125550100"));
        log.Append(id, EventType.Bound, new PersonFact(people[0]));
        foreach (var person in people.Skip(1))
        {
            log.Append(id, EventType.SubjectAdded, new PersonFact(person));
        }
        await log.AppendAsync(id, EventType.Ended, new EndedFact(Outcome.Handled), Ct);
        return id;
    }

    public async Task<Interaction> CallAsync(InteractionId id)
    {
        await using var db = Office.Db();
        return await db.Interactions.AsNoTracking().Include(i => i.Subjects.OrderBy(s => s.Position)).SingleAsync(i => i.Id == id, Ct);
    }

    /// <summary>All that a record says, as text.</summary>
    public async Task<string> RecordAsync(PatientId id)
    {
        await using var db = Office.Db();
        var p = await db.Patients.AsNoTracking().IgnoreQueryFilters().Include(p => p.Phones).Include(p => p.Alerts).Include(p => p.Proxies).Include(p => p.FieldValues)
            .AsSplitQuery().SingleAsync(p => p.Id == id, Ct);
        var words = await db.Set<PatientWord>().Where(w => w.PatientId == id).Select(w => w.Word + "/" + w.Other).Order().ToListAsync(Ct);
        return $"{p.Kind} {p.Mrn} {p.FirstName} {p.LastName} {p.BornOn:O} {p.Language} {p.Address()} {p.Email} {p.Plan} {p.BalanceCents} {p.MergedIntoId} "
            + $"{p.FamilyKey} {p.GivenKey} {p.MrnKey} [{string.Join(' ', words)}] [{string.Join(' ', p.Phones.Select(n => n.Number).Order())}] [{string.Join(' ', p.Alerts.Select(a => a.Text).Order())}]";
    }

    public async Task ChangeAsync(PatientId id, Action<Patient> change)
    {
        await using var db = Office.Db();
        change(await db.Patients.Include(p => p.Phones).Include(p => p.Alerts).SingleAsync(p => p.Id == id, Ct));
        await db.SaveChangesAsync(Ct);
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
