using System.Text;
using Kindline.Identity;
using Kindline.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Tests.Identity;

public sealed class RoleTableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The whole matrix as a person reads it: o own, t team, s sample, p practice, m masked, A all.</summary>
    private const string Expected = """
                             agent lead supervisor qa director rcm mis liaison marketing accounts frontdesk nurse provider manager display admin
        agent.work           o     o    o          .  o        .   .   o       .         .        .         .     .        .       .       .
        agents.read          t     t    t          p  p        .   p   t       .         .        .         .     .        .       .       .
        audit.read           .     t    t          .  A        .   .   .       .         .        .         .     .        .       .       A
        calls.coach          .     t    t          .  p        .   .   .       .         .        .         .     .        .       .       .
        calls.control        o     o    o          .  o        .   .   o       .         .        .         .     .        .       .       .
        calls.make           o     o    o          .  o        .   .   o       .         .        .         .     .        .       .       .
        contacts.edit        .     .    p          .  p        .   .   p       .         .        .         .     .        p       .       A
        contacts.read        p     p    p          p  p        p   p   p       .         .        p         p     p        p       .       A
        dispositions.edit    .     .    p          .  p        .   .   .       .         .        .         .     .        .       .       .
        dispositions.read    p     p    p          p  p        p   p   p       .         .        .         .     .        .       .       .
        emergencies.read     .     p    p          .  p        .   .   .       .         .        .         .     .        .       .       .
        emergencies.take     .     p    p          .  p        .   .   .       .         .        .         .     .        .       .       .
        floor.lead           .     t    t          .  p        .   .   .       .         .        .         .     .        .       .       .
        interactions.read    o     t    t          s  p        .   .   o       .         .        .         .     .        .       .       .
        interactions.wrapUp  o     t    t          .  .        .   .   o       .         .        .         .     .        .       .       .
        knowledge.edit       .     p    p          .  p        .   .   .       .         .        .         .     .        .       .       .
        knowledge.read       p     p    p          p  p        p   p   p       .         .        p         p     p        p       .       .
        lists.read           .     .    p          .  p        p   m   .       .         .        .         .     .        p       .       .
        owed.read            o     t    t          .  p        .   .   o       .         .        .         .     .        .       .       .
        owed.work            o     t    t          .  .        .   .   o       .         .        .         .     .        .       .       .
        patients.balance     o     .    .          .  p        p   .   o       .         .        .         .     .        .       .       .
        patients.bulk        .     .    p          .  p        .   .   .       .         .        .         .     .        .       .       .
        patients.chart       o     p    p          .  p        .   .   o       .         .        p         p     p        p       .       .
        patients.edit        o     p    p          .  p        p   .   o       .         .        p         p     p        p       .       .
        patients.export      .     .    .          .  p        p   m   .       .         .        .         .     .        p       .       .
        patients.import      .     .    .          .  p        .   .   .       .         .        .         .     .        p       .       .
        patients.merge       .     .    p          .  p        .   .   .       .         .        .         .     .        p       .       .
        patients.notices     .     p    p          .  p        .   .   .       .         .        p         .     .        p       .       .
        patients.read        o     t    t          .  p        p   m   o       .         .        p         p     p        p       .       .
        patients.review      .     .    p          .  p        .   .   .       .         .        .         .     .        .       .       .
        patients.search      o     p    p          .  p        p   m   o       .         .        p         p     p        p       .       .
        practices.edit       .     .    p          .  p        .   .   .       .         .        .         .     .        p       .       A
        practices.export     .     .    .          .  p        .   .   .       .         .        .         .     .        .       .       .
        practices.read       p     p    p          p  p        p   p   p       p         p        p         p     p        p       .       A
        prompts.edit         .     .    p          .  .        .   .   .       .         .        .         .     .        .       .       A
        prompts.read         .     p    p          .  p        .   .   .       .         .        .         .     .        .       .       A
        queues.edit          .     .    p          .  .        .   .   .       .         .        .         .     .        .       .       A
        queues.read          p     p    p          p  p        p   p   p       .         .        .         .     .        .       p       A
        recordings.download  .     .    .          .  p        .   .   .       .         .        .         .     .        .       .       .
        recordings.listen    o     t    t          s  p        .   .   o       .         .        .         .     .        .       .       .
        reports.read         .     p    p          p  p        p   p   .       p         p        .         .     .        p       .       .
        reports.rows         .     t    t          s  p        p   m   .       .         .        .         .     .        p       .       .
        requests.read        p     p    p          .  p        .   .   p       .         .        p         p     p        p       .       .
        requests.work        p     p    p          .  p        .   .   p       .         .        p         p     p        p       .       .
        settings.edit        .     .    .          .  .        .   .   .       .         .        .         .     .        .       .       A
        settings.read        .     .    p          .  p        .   .   .       .         .        .         .     .        .       .       A
        signalling.read      .     .    p          .  p        .   .   .       .         .        .         .     .        .       .       m
        targets.edit         .     .    p          .  p        .   .   .       .         .        .         .     .        .       .       A
        users.manage         .     .    .          .  .        .   .   .       .         .        .         .     .        .       .       A
        workItems.clinical   .     .    .          .  .        .   .   .       .         .        .         p     p        .       .       .
        workItems.read       o     t    t          .  p        .   .   o       m         m        p         p     p        p       .       .
        workItems.work       o     t    t          .  .        .   .   o       m         m        p         p     p        p       .       .
        """;

    [Fact]
    public void Each_role_may_do_what_the_matrix_says() => Written().ShouldBe(Expected);

    [Fact]
    public void Whoever_takes_calls_is_an_agent() =>
        RoleTable.Roles.ShouldAllBe(r => r.IsAgent == r.Grants.Any(g => g.Permission == Permission.AgentWork));

    [Fact]
    public void The_administrator_sees_no_patient() =>
        Of("admin").Grants.Select(g => g.Permission).Intersect(
            [Permission.PatientsRead, Permission.PatientsSearch, Permission.InteractionsRead, Permission.RecordingsListen, Permission.ReportRows,
             Permission.OwedRead, Permission.WorkItemsRead]).ShouldBeEmpty();

    [Theory]
    [InlineData("frontdesk")]
    [InlineData("nurse")]
    [InlineData("provider")]
    [InlineData("manager")]
    [InlineData("marketing")]
    [InlineData("accounts")]
    public void The_practices_own_staff_and_the_offices_hear_no_recording(string role) =>
        Of(role).Grants.ShouldNotContain(g => g.Permission == Permission.RecordingsListen || g.Permission == Permission.RecordingsDownload);

    [Theory, BothEngines]
    public async Task The_database_is_brought_to_the_table_at_each_start(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await new Roles(database.Factory).StartAsync(Ct);
        await using (var db = database.Open())
        {
            await db.Set<RoleGrant>().Where(g => g.RoleKey == "agent" && g.Permission == Permission.AgentWork).ExecuteDeleteAsync(Ct);
            db.Set<RoleGrant>().Add(new RoleGrant { RoleKey = "agent", Permission = Permission.UsersManage, Scope = Scope.All });
            await db.SaveChangesAsync(Ct);
        }

        var roles = new Roles(database.Factory);
        await roles.StartAsync(Ct);

        var agent = (await roles.AllAsync(Ct))["agent"];
        agent.Grants.ShouldBe(Of("agent").Grants.ToDictionary(g => g.Permission, g => g.Scope), ignoreOrder: true);
    }

    private static Role Of(string key) => RoleTable.Roles.Single(r => r.Key == key);

    private static string Written()
    {
        var table = new StringBuilder();
        table.Append("                     ").AppendLine(string.Join(' ', RoleTable.Roles.Select(r => r.Key)));
        foreach (var permission in RoleTable.Roles.SelectMany(r => r.Grants).Select(g => g.Permission).Distinct().Order(StringComparer.Ordinal))
        {
            var cells = RoleTable.Roles.Select(r => Cell(r, permission).PadRight(r.Key.Length));
            table.AppendLine($"{permission,-20} {string.Join(' ', cells)}".TrimEnd());
        }
        return table.ToString().TrimEnd().ReplaceLineEndings("\n");
    }

    private static string Cell(Role role, string permission) => role.Grants.Find(g => g.Permission == permission)?.Scope switch
    {
        null => ".",
        Scope.Own => "o",
        Scope.Team => "t",
        Scope.Sample => "s",
        Scope.Practice => "p",
        Scope.Masked => "m",
        _ => "A",
    };
}
