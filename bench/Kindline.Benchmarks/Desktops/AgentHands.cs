using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>What an agent's hands do at the desk: become ready, and write up each call. The page that watches is another process's.</summary>
internal sealed class AgentHands(Uri centre, string user) : IDisposable
{
    private static readonly TimeSpan Writes = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AsksAgain = TimeSpan.FromMilliseconds(100);
    private const int AsksAtMost = 50;

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new Uri(centre, "/api/") };
    private string disposition = "";

    /// <summary>Refusals of the server so far.</summary>
    public int Failed { get; private set; }

    public async Task SitDownAsync(CancellationToken ct)
    {
        using var opened = await http.PostAsJsonAsync("session", new { user, password = FilledCentre.Password }, ct);
        var session = await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        var tree = await http.GetFromJsonAsync<JsonElement>("dispositions?tree=inbound", ct);
        disposition = tree.GetProperty("items")[0].GetProperty("key").GetString() ?? "";
        using var ready = await http.PutAsJsonAsync("agents/me/state", new { state = "ready" }, ct);
        ready.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the floor says that the call is over, writes for four seconds and is ready again; nothing where there is no wrap-up.</summary>
    public async Task WrapUpAsync(CancellationToken ct)
    {
        if (await CallInWrapUpAsync(ct) is not { } call)
        {
            return;
        }
        await Task.Delay(Writes, TimeProvider.System, ct);
        var words = new { callerType = "patient", resolved = true, notes = "Written by the bench.", subjects = new[] { new { disposition } }, done = true, nextState = "ready" };
        using var answer = await http.PutAsJsonAsync($"interactions/{call}/wrap-up", words, ct);
        if (!answer.IsSuccessStatusCode)
        {
            Note($"{(int)answer.StatusCode} for a wrap-up of {call}");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<string?> CallInWrapUpAsync(CancellationToken ct)
    {
        var state = "";
        for (var asked = 0; asked < AsksAtMost; asked++)
        {
            var me = await http.GetFromJsonAsync<JsonElement>("agents/me", ct);
            switch (state = me.GetProperty("state").GetString())
            {
                case "wrapUp":
                    return me.GetProperty("call").GetProperty("id").GetString();
                case "ready" or "ringing":
                    // The caller gave up while the agent was told what the call is about: nobody talked.
                    return null;
            }
            await Task.Delay(AsksAgain, TimeProvider.System, ct);
        }
        Note($"{user} was still {state} long after hanging up");
        return null;
    }

    private void Note(string what)
    {
        Failed++;
        Console.Error.WriteLine(what);
    }
}
