using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Scripts;

namespace Kindline.Tests.Scripts;

public sealed class ScriptTextTests
{
    private static readonly PatientField Lens = new() { Id = new(Guid.Parse("01990000-0000-7000-8000-000000000011")), Label = "Lens type" };

    [Fact]
    public void A_field_goes_by_its_id_so_that_a_new_name_of_it_changes_nothing()
    {
        var stored = ScriptText.Stored("Do you wear {lens type} lenses, {First Name}?", [Lens], new FieldErrors());

        stored.ShouldBe($"Do you wear {{field:{Lens.Id}}} lenses, {{first name}}?");
        ScriptText.Shown(stored, [new PatientField { Id = Lens.Id, Label = "Lens" }]).ShouldBe("Do you wear {Lens} lenses, {first name}?");
    }

    [Fact]
    public void What_is_not_known_is_an_ellipsis_for_the_agent_to_ask()
    {
        var usual = new Dictionary<string, string?> { [ScriptText.FirstName] = "Rosa", [ScriptText.Plan] = null };
        var own = new Dictionary<PatientFieldId, string?> { [Lens.Id] = "soft" };

        var said = ScriptText.Fill($"{{first name}}: {{field:{Lens.Id}}}, {{plan}}, {{field:{Guid.Empty}}}, {{oops}}", new ScriptFacts(usual, own));

        said.ShouldBe("Rosa: soft, …, …, …");
    }

    [Fact]
    public void A_placeholder_that_is_none_is_told_with_its_line()
    {
        var errors = new FieldErrors();

        ScriptText.Stored("Hello.\nIs {favourite colour} still right?", [Lens], errors);

        errors.ToDictionary()["text"].Single().ShouldBe(
            "has {favourite colour} in line 2, which is nothing that is known; there are: agent, practice, line, first name, last name, next visit, last visit, plan, Lens type");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ {nested} }{{")]
    [InlineData("}{")]
    [InlineData("{field:nonsense}")]
    [InlineData("{\u202Eplan}")]
    public void Odd_braces_break_nothing(string text) =>
        Should.NotThrow(() => ScriptText.Fill(ScriptText.Stored(text, [Lens], new FieldErrors()), new ScriptFacts(new Dictionary<string, string?>(), new Dictionary<PatientFieldId, string?>())));
}
