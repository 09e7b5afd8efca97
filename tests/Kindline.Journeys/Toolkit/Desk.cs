using System.Text.Json;

namespace Kindline.Journeys.Toolkit;

/// <summary>An agent at work: signed in at the API, with a desk phone that is registered and speaks a sound.</summary>
sealed class Desk : IAsyncDisposable
{
    Desk(ApiClient api, Baresip phone)
    {
        Api = api;
        Phone = phone;
    }

    public ApiClient Api { get; }

    public Baresip Phone { get; }

    /// <summary>Signs in, chooses the SIP phone, registers it with the digest secret that the API gives, and goes ready.</summary>
    public static async Task<Desk> OpenAsync(KindlineServer server, string user, Sound says, bool goesReady = true, string password = KindlineServer.Password)
    {
        var api = await server.SignInAsync(user, password);
        var account = await api.PutAsync("agents/me/phone", new { kind = "sip" });
        var phone = await Baresip.StartAsync(says, new PhoneAccount(
            account.Text("user"), account.Text("secret"), account.Text("domain"), account.GetProperty("addresses").Text("udp")));
        var desk = new Desk(api, phone);
        try
        {
            await Eventually.AsyncValue(
                "the phone is reachable", () => api.GetAsync("agents/me/phone"), static seen => seen.Holds("reachable"));
            await desk.GoesAsync(goesReady ? "ready" : "away");
            return desk;
        }
        catch
        {
            await desk.DisposeAsync();
            throw;
        }
    }

    public Task<JsonElement> GoesAsync(string state) => Api.PutAsync("agents/me/state", new { state });

    /// <summary>Waits until the agent's own page shows this state.</summary>
    public Task<JsonElement> IsAsync(string state, double seconds = 20) => Eventually.AsyncValue(
        $"the agent is {state}", () => Api.GetAsync("agents/me"), seen => seen.Text("state") == state, seconds);

    public async ValueTask DisposeAsync()
    {
        await Phone.DisposeAsync();
        Api.Dispose();
    }
}
