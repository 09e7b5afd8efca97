using System.Net;
using Kindline.Practices;
using Kindline.Tests.Foundation;
using Kindline.Voice.Audio;

namespace Kindline.Tests.Flows;

public class PromptsApiTests
{
    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(3_999, HttpStatusCode.BadRequest)]
    [InlineData(4_000, HttpStatusCode.OK)]
    public async Task An_announcement_of_nothing_is_refused(int samples, HttpStatusCode expected)
    {
        await using var centre = await TestCentre.StartAsync();
        var practice = new Practice { Id = new Kindline.Foundation.PracticeId(Guid.CreateVersion7()), Name = "Bayview Eye" };
        await using (var db = centre.Databases.Create())
        {
            db.Add(practice);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var admin = await centre.SignInAsRoleAsync("admin");
        using var wav = new MemoryStream();
        WavFile.Write(wav, new short[samples]);

        using var answer = await admin.PutAsync(
            $"/api/prompts/{practice.Id}/recorded/audio", new ByteArrayContent(wav.ToArray()), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(expected);
    }
}
