using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Kindline.Journeys.Journeys;

/// <summary>A start that cannot work says why in words, and disturbs nobody.</summary>
public sealed class RefusedStartTests
{
    [Fact]
    public async Task A_taken_SIP_port_is_named_and_the_start_refused()
    {
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Any, 0));
        var port = ((IPEndPoint)taken.Client.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        var home = Places.NewFolder("taken-port");

        await using var program = KindlineServer.StartRaw(home, [("KINDLINE_SIP", port)]);
        var code = await program.EndAsync(60);

        code.ShouldNotBe(0);
        program.Lines.ShouldNotContain(static line => line.StartsWith("kindline ready", StringComparison.Ordinal));
        program.Everything.ShouldContain(port);
        program.Everything.ShouldNotContain("   at ", Case.Sensitive, "a refusal is words, not a stack trace");
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = await KindlineServer.StartAsync();
        var home = Path.GetDirectoryName(first.DataFolder)!;

        await using var second = KindlineServer.StartRaw(home, []);
        var code = await second.EndAsync(60);

        code.ShouldNotBe(0);
        second.Everything.ShouldContain(first.DataFolder);
        using var anyone = ApiClient.Anonymous(first.HttpPort);
        (await anyone.StatusOfGetAsync("/healthz")).ShouldBe(HttpStatusCode.OK);
    }
}
