using Kindline.Dispositions;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Tests.Foundation;
using Kindline.Tests.Interactions;

namespace Kindline.Tests.Dispositions;

public sealed class DispositionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_inbound_tree_has_a_leaf_for_each_row_of_the_document()
    {
        var rows = InboundTree.Leaves.Select(l => l.Requirement).Distinct();

        rows.ShouldBe(Enumerable.Range(216, 21).Select(n => $"R{n}"));
        InboundTree.Leaves.Select(l => l.Key).ShouldBeUnique();
        InboundTree.Leaves[0].Key.ShouldBe("inbound.appointed.new-patient.fax");
    }

    [Theory, BothEngines]
    public async Task Seeding_twice_adds_nothing_and_keeps_what_was_changed(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);

        (await office.Get<SeedDispositions>().RunAsync(Ct)).ShouldBe(22);
        await office.Get<EditDispositions>().EndAsync("inbound.other.wrong-number", Supervisor(office), Ct);
        (await office.Get<SeedDispositions>().RunAsync(Ct)).ShouldBe(0);

        var list = await office.Get<DispositionTexts>().ListAsync("inbound", Ct);
        list.Items.Single(d => !d.Active).Key.ShouldBe("inbound.other.wrong-number");
    }

    [Theory, BothEngines]
    public async Task A_new_leaf_gets_a_readable_key_which_is_never_given_again(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        var leaf = Input with { Tree = "inbound", Outcome = "Other", Reason = "Lost & found", Channels = ["Voice", "chat"] };

        var added = (await office.Get<EditDispositions>().AddAsync(leaf, Supervisor(office), Ct)).ShouldBeOfType<DispositionEdit.Done>().View;
        await office.Get<EditDispositions>().EndAsync(added.Key, Supervisor(office), Ct);

        (added.Key, added.Active, added.Channels).ShouldBe(("inbound.other.lost-found", true, added.Channels));
        added.Channels.ShouldBe(["voice", "chat"]);
        (await office.Get<EditDispositions>().AddAsync(leaf, Supervisor(office), Ct)).ShouldBeOfType<DispositionEdit.KeyTaken>();
    }

    [Theory, BothEngines]
    public async Task A_change_is_checked_and_leaves_absent_fields_alone(DatabaseEngine engine)
    {
        await using var office = await BackOffice.OpenAsync(engine);
        await office.Get<SeedDispositions>().RunAsync(Ct);
        var edit = office.Get<EditDispositions>();

        var changed = await edit.ChangeAsync("inbound.appointed.new-patient.fax", Input with { NextStep = "" }, Supervisor(office), Ct);
        var wrong = await edit.ChangeAsync("inbound.appointed.new-patient.fax", Input with { ValidTo = new DateOnly(2020, 1, 1), Tree = "outbound" }, Supervisor(office), Ct);
        var missing = await edit.ChangeAsync("inbound.no-such", Input, Supervisor(office), Ct);

        var view = changed.ShouldBeOfType<DispositionEdit.Done>().View;
        (view.NextStep, view.Source).ShouldBe((null, "Fax"));
        wrong.ShouldBeOfType<DispositionEdit.Invalid>().Errors.ToDictionary().Keys.ShouldBe(["validTo", "tree"], ignoreOrder: true);
        missing.ShouldBeOfType<DispositionEdit.NotFound>();
    }

    private static DispositionInput Input { get; } = new(null, null, null, null, null, null, null, null, null, null);

    private static SignedInUser Supervisor(BackOffice office) => office.Person(office.Ben, Scope.Practice, Permission.DispositionsEdit);
}
