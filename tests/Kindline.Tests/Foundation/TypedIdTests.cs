using System.Text.Json;
using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Tests.Foundation;

public sealed class TypedIdTests
{
    private const string Text = "0199c9f5-7a3e-7000-8000-000000000001";
    private static readonly PatientId Patient = new(Guid.Parse(Text));

    [Fact]
    public void An_id_is_its_uuid_in_JSON()
    {
        JsonSerializer.Serialize(Patient, WireJson.Options).ShouldBe($"\"{Text}\"");
        JsonSerializer.Deserialize<PatientId?>($"\"{Text}\"", WireJson.Options).ShouldBe(Patient);
        JsonSerializer.Deserialize<PatientId?>("null", WireJson.Options).ShouldBeNull();
    }

    [Fact]
    public void An_id_can_be_a_key_in_JSON()
    {
        var json = JsonSerializer.Serialize(new Dictionary<QueueId, int> { [new QueueId(Patient.Value)] = 3 }, WireJson.Options);

        json.ShouldBe($$"""{"{{Text}}":3}""");
        JsonSerializer.Deserialize<Dictionary<QueueId, int>>(json, WireJson.Options)![new QueueId(Patient.Value)].ShouldBe(3);
    }

    [Theory]
    [InlineData("\"not an id\"")]
    [InlineData("7")]
    [InlineData("{}")]
    public void What_is_no_id_is_refused(string json) => Should.Throw<Exception>(() => JsonSerializer.Deserialize<PatientId>(json, WireJson.Options))
        .ShouldBeAssignableTo<Exception>();

    [Fact]
    public void Every_id_is_known_as_one() =>
        new[] { typeof(PatientId), typeof(PracticeId), typeof(TeamId), typeof(AgentId), typeof(QueueId), typeof(InteractionId) }
            .ShouldAllBe(type => TypedId.Is(type));

    [Fact]
    public void Instants_are_written_in_UTC() =>
        JsonSerializer.Serialize(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(-6)), WireJson.Options).ShouldBe("\"2026-11-16T15:00:00Z\"");

    [Fact]
    public void Enums_are_written_by_name() => JsonSerializer.Serialize(DayOfWeek.Monday, WireJson.Options).ShouldBe("\"monday\"");
}
