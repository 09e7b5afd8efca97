using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Kindline.Tests.Foundation;

public sealed class WireTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_error_is_problem_details_and_tells_no_value_that_was_sent()
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = centre.Client();

        (await ProblemAsync(await client.GetAsync("/api/nothing/here", Ct))).ShouldBe((404, "Not Found"));
        (await ProblemAsync(await client.GetAsync("/api/session", Ct))).ShouldBe((401, "You are not signed in."));
        (await ProblemAsync(await client.PatchAsync("/api/session", null, Ct))).ShouldBe((405, "Method Not Allowed"));
        using var unreadable = await client.PostAsJsonAsync("/api/session", new { user = new[] { "secret words" } }, Ct);
        var text = await unreadable.Content.ReadAsStringAsync(Ct);
        unreadable.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        text.ShouldNotContain("secret");
        JsonNode.Parse(text)!["errors"]!["user"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Every_answer_has_the_headers_that_guard_a_browser()
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = centre.Client();
        using var answer = await client.GetAsync("/healthz", Ct);
        using var refused = await client.PostAsJsonAsync("/api/session", new { user = 7 }, Ct);

        foreach (var headers in new[] { answer.Headers, refused.Headers })
        {
            headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
            headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
        refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task The_document_of_the_API_is_public_and_ids_are_uuids_in_it()
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = centre.Client();

        var document = await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json", Ct);

        document!["paths"]!["/api/session"].ShouldNotBeNull();
        document["components"]!["schemas"]!["PracticeId"]!["format"]!.GetValue<string>().ShouldBe("uuid");
        document["paths"]!["/api/session"]!["get"]!["parameters"].ShouldBeNull();
    }

    [Fact]
    public async Task The_document_in_docs_is_the_one_that_is_served()
    {
        await using var centre = await TestCentre.StartAsync();
        using var client = centre.Client();
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        Assert.SkipUnless(Repository(root) is not null, "docs/openapi.json lies in the repository, and this test does not");

        var served = await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json", Ct);
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository(root)!, "docs", "openapi.json"), Ct));

        JsonNode.DeepEquals(served, kept).ShouldBeTrue(
            "The API changed: with ./run running, curl http://127.0.0.1:5080/openapi/v1.json -o docs/openapi.json, then npm run api in src/web");
    }

    private static string? Repository(DirectoryInfo? folder) =>
        folder is null || File.Exists(Path.Combine(folder.FullName, "Kindline.slnx")) ? folder?.FullName : Repository(folder.Parent);

    private static async Task<(int Status, string Title)> ProblemAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = await answer.Content.ReadFromJsonAsync<JsonNode>(Ct);
            return ((int)answer.StatusCode, problem!["title"]!.GetValue<string>());
        }
    }
}
