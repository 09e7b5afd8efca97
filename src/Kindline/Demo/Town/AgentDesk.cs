using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Voice.Calls;

namespace Kindline.Demo.Town;

/// <summary>The HTTP API as an agent's page uses it, with a session of the agent's own.</summary>
internal sealed class AgentDesk : IDisposable
{
    private readonly HttpClient http;

    private AgentDesk(HttpClient http) => this.http = http;

    /// <summary>
    /// Signs in. The password is not asked for, as the one of the demo is printed once and may be changed; the session is like any other
    /// and stands in the audit trail.
    /// </summary>
    public static async Task<AgentDesk> OpenAsync(Uri centre, User user, Sessions sessions, AuditTrail trail, CancellationToken ct)
    {
        var (token, who) = await sessions.OpenAsync(user, Seats.TownAddress, ct);
        await trail.AppendAsync(new AuditEntry("session.opened", 'E', who.AsActor()), ct);
        var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            // The same program on the same machine: its certificate is made out to another name.
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null },
        })
        {
            BaseAddress = new Uri(centre, "/api/"),
            Timeout = TimeSpan.FromSeconds(20),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new AgentDesk(http);
    }

    /// <summary>What this agent's telephone registers with.</summary>
    public async Task<PhoneAccount> PhoneAsync(CancellationToken ct)
    {
        var phone = await GetAsync("agents/me/phone", ct);
        return new PhoneAccount(
            Text(phone, "user"), Text(phone, "secret"), Text(phone, "domain"), IPEndPoint.Parse(Text(phone.GetProperty("addresses"), "udp")));
    }

    public Task<JsonElement> MeAsync(CancellationToken ct) => GetAsync("agents/me", ct);

    /// <summary>False where the floor refused.</summary>
    public async Task<bool> BecomeAsync(string state, string? reason, CancellationToken ct)
    {
        using var answer = await http.PutAsJsonAsync("agents/me/state", new { state, reason }, ct);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Hold, resume: false where the call is over.</summary>
    public async Task<bool> AskAsync(string call, string wish, CancellationToken ct)
    {
        using var answer = await http.PostAsync($"calls/{call}/{wish}", null, ct);
        return answer.IsSuccessStatusCode;
    }

    public async Task<IReadOnlyList<string>> DispositionsAsync(CancellationToken ct) =>
        [.. (await GetAsync("dispositions?tree=inbound", ct)).GetProperty("items").EnumerateArray().Select(d => Text(d, "key"))];

    /// <summary>False where it is not over yet.</summary>
    public async Task<bool> WrapUpAsync(string call, object words, CancellationToken ct)
    {
        using var answer = await http.PutAsJsonAsync($"interactions/{call}/wrap-up", words, ct);
        return answer.IsSuccessStatusCode;
    }

    public async Task SignOutAsync(CancellationToken ct)
    {
        using var answer = await http.DeleteAsync("session", ct);
    }

    public void Dispose() => http.Dispose();

    public static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private async Task<JsonElement> GetAsync(string path, CancellationToken ct) => await http.GetFromJsonAsync<JsonElement>(path, ct);
}
