using Kindline.Compliance;
using Kindline.Foundation;

namespace Kindline.Tests.Compliance;

public sealed class AgeOfMajorityTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kindline-law");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("TX", 18)]
    [InlineData("AL", 19)]
    [InlineData("MS", 21)]
    [InlineData(null, 18)]
    public void Built_in_ages_are_those_of_the_states(string? state, int age) =>
        AgeOfMajority.Load(Options()).In(state, new DateOnly(2026, 11, 29)).ShouldBe(age);

    [Fact]
    public void A_law_counts_from_its_day_on()
    {
        Write("state,age,from,source\nUS,21,1900-01-01,old\nUS,18,1971-07-01,new\n");
        var law = AgeOfMajority.Load(Options());

        law.In("TX", new DateOnly(1971, 6, 30)).ShouldBe(21);
        law.In("TX", new DateOnly(1971, 7, 1)).ShouldBe(18);
    }

    [Theory]
    [InlineData("state,age,from,source\nUS,eighteen,1971-07-01,x", "line 2")]
    [InlineData("state,age,from,source\nUS,18,1971-07-01,x\nAL,19,July,x", "line 3")]
    [InlineData("state,age,from,source\nAL,19,1975-07-22,x", "no line for US")]
    public void A_file_that_cannot_be_read_is_told_with_its_line(string text, string told)
    {
        Write(text);

        Should.Throw<CannotStartException>(() => AgeOfMajority.Load(Options())).Message.ShouldContain(told);
    }

    private KindlineOptions Options() => new() { DataFolder = folder.FullName, KeyFile = "" };

    private void Write(string text)
    {
        var law = folder.CreateSubdirectory("law");
        File.WriteAllText(Path.Combine(law.FullName, "age_of_majority.csv"), text);
    }
}
