using System.Text.Encodings.Web;
using System.Text.Json;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Lists;
using Kindline.Tests.Foundation;

namespace Kindline.Tests.Lists;

/// <summary>What a row says, in which order rows stand, and what is kept from whom, on both engines.</summary>
public sealed class ColumnTests(FourPeople people) : IClassFixture<FourPeople>
{
    private static readonly JsonSerializerOptions Plain = new(WireJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory, BothEngines]
    public async Task A_row_says_what_the_centre_knows(DatabaseEngine engine)
    {
        string[] columns =
        [
            "bornOn", "mrn", "phone", "otherPhone", "phoneType", "balance", "disposition", "lastEncounter", "lastProvider", "lastAppointment", "lastAppointmentState",
            "nextAppointment", "nextProvider", "nextLocation", "nextVisitType", "appointed", "callDate", "lastCall", "lastContact", "lastContactBy", "attempts", "status",
        ];

        var page = await people.RunAsync(engine, [], columns, null, false);

        Cells(page, "Ada").ShouldBe(
            "{'bornOn':'1950-01-10','mrn':'M-1001','phone':'+15125550102','otherPhone':'+15125550101','phoneType':'mobile','balance':12500,"
            + "'disposition':'Appointed / Existing patient','lastEncounter':'2026-11-01T16:00:00Z','lastProvider':'Dr. One','lastAppointment':'2026-11-01T16:00:00Z',"
            + "'lastAppointmentState':'seen','nextAppointment':'2026-11-25T16:00:00Z','nextProvider':'Dr. One','nextLocation':'Main','nextVisitType':'Exam','appointed':'2026-11-25T16:00:00Z','lastCall':'2026-11-10T16:00:00Z',"
            + "'lastContact':'2026-11-10T16:00:00Z','lastContactBy':'Ana Ruiz','attempts':0,'status':'active'}");
        (page.Total, page.TimeZone, page.Columns[0].Key).ShouldBe((4, "America/Chicago", "name"));
    }

    [Theory, BothEngines]
    public async Task Tries_since_the_last_visit_stand_in_their_order(DatabaseEngine engine)
    {
        var page = await people.RunAsync(engine, [], ["callDate", "attempts", "call1", "call2", "call3", "call4", "lastAppointmentState"], null, false);

        Cells(page, "Ben").ShouldBe(
            "{'callDate':'2026-11-04T16:00:00Z','attempts':3,'call1':'2026-11-02T16:00:00Z','call2':'2026-11-03T16:00:00Z','call3':'2026-11-04T16:00:00Z','lastAppointmentState':'missed'}");
    }

    [Theory, BothEngines]
    public async Task An_account_tells_who_has_it_since_when_and_whether_it_is_worked(DatabaseEngine engine)
    {
        var page = await people.RunAsync(engine, [], ["assignedTo", "assignedAt", "callsSinceAssigned"], "assignedAt", false);

        Cells(page, "Ben").ShouldBe("{'assignedTo':'Ana Ruiz','assignedAt':'2026-11-03T14:00:00Z','callsSinceAssigned':2}");
        Cells(page, "Ada").ShouldBe("{'callsSinceAssigned':0}");
    }

    [Theory, BothEngines]
    public async Task Fields_of_the_practice_s_own_are_columns_too(DatabaseEngine engine)
    {
        var page = await people.RunAsync(engine, [], [FourPeople.ShoeSize, FourPeople.Door, "asOf", "alert", "import"], FourPeople.ShoeSize, false);

        Cells(page, "Dee").ShouldBe(
            $"{{'{FourPeople.ShoeSize}':'12.5','{FourPeople.Door}':'Blue door','asOf':'2026-11-15T18:00:00Z','alert':'Needs an Interpreter'}}");
        page.Items[0].Name.ShouldBe("Dee Dunn");
    }

    [Theory, BothEngines]
    public async Task Whoever_has_nothing_in_the_column_comes_last_either_way(DatabaseEngine engine)
    {
        (await OrderAsync(engine, "lastEncounter", false)).ShouldBe("Ben Ada Cid Dee");
        (await OrderAsync(engine, "lastEncounter", true)).ShouldBe("Ada Ben Cid Dee");
        (await OrderAsync(engine, "balance", true)).ShouldBe("Ada Ben Cid Dee");
        (await OrderAsync(engine, "city", true)).ShouldBe("Ben Ada Cid Dee");
        (await OrderAsync(engine, "name", true)).ShouldBe("Dee Cid Ben Ada");
        (await OrderAsync(engine, "attempts", true)).ShouldBe("Ben Ada Cid Dee");
        (await OrderAsync(engine, "disposition", false)).ShouldStartWith("Ada");
    }

    [Theory, BothEngines]
    public async Task Every_column_can_be_shown_and_sorted_by(DatabaseEngine engine)
    {
        var all = (await people.RunAsync(engine, [], [], null, false)).Columns.Select(c => c.Key).ToList();

        foreach (var key in Kindline.Lists.Columns.ListColumns.KeysOf([]))
        {
            (await people.RunAsync(engine, [], [key], key, true)).Items.Count.ShouldBe(4, key);
        }
        all.ShouldBe(Kindline.Lists.Columns.ListColumns.Usual);
    }

    [Theory, BothEngines]
    public async Task Masked_scope_sees_parts_and_nothing_that_says_who_it_is(DatabaseEngine engine)
    {
        var page = await people.RunAsync(engine, [], ["bornOn", "mrn", "phone", "email", "payer", "alert", FourPeople.Door], "bornOn", false, Scope.Masked);

        (page.Items[0].Name, Cells(page, "A•••")).ShouldBe(("A••• A•••", "{'mrn':'••••01','phone':'+1512555••02','payer':'Medicare'}"));
        page.Withheld.ShouldBe(["bornOn", "email", "alert", FourPeople.Door]);
        page.Sort.ShouldBe("name", "an order would tell what is withheld");
    }

    private static string Cells(ListPage page, string first) =>
        JsonSerializer.Serialize(page.Items.Single(p => p.Name.StartsWith(first, StringComparison.Ordinal)).Cells, Plain).Replace('"', '\'');

    private async Task<string> OrderAsync(DatabaseEngine engine, string sort, bool descending) =>
        string.Join(' ', (await people.RunAsync(engine, [], ["city"], sort, descending)).Items.Select(p => p.Name.Split(' ')[0]));
}
