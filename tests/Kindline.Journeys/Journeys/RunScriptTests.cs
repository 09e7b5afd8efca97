using System.Net;

namespace Kindline.Journeys.Journeys;

/// <summary>The command that an operator types, from another folder, as it stands in the README.</summary>
[Collection(nameof(RunScriptTests)), CollectionDefinition(nameof(RunScriptTests), DisableParallelization = true)]
public sealed class RunScriptTests
{
    [Fact]
    public async Task Run_prints_one_line_serves_and_drains_on_SIGTERM()
    {
        var home = Places.NewFolder("run");
        await using var run = ExternalProgram.Start(Path.Combine(Places.Repository, "run"), [], home, new Dictionary<string, string?>
        {
            ["KINDLINE_HTTP"] = "0",
            ["KINDLINE_SIP"] = "0",
            ["KINDLINE_MLLP"] = "0",
            ["KINDLINE_RTP"] = Ports.RtpBlock(),
            ["KINDLINE_DATA"] = Path.Combine(home, "data"),
            ["KINDLINE_KEY_FILE"] = Path.Combine(home, "master.key"),
            ["KINDLINE_TOWN"] = "0",
            ["KINDLINE_DEMO_PASSWORD"] = KindlineServer.Password,
        });

        var ready = await run.LineAsync("kindline ready http=", 300);
        using var anyone = ApiClient.Anonymous(int.Parse(ready.Split("http=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        (await anyone.StatusOfGetAsync("/healthz")).ShouldBe(HttpStatusCode.OK);
        run.Signal(ExternalProgram.Terminate);
        var code = await run.EndAsync(30);

        code.ShouldBe(0, run.Everything);
        run.Lines.ShouldHaveSingleItem();
        Directory.Delete(home, recursive: true);
    }
}
