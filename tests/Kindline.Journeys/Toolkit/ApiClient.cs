using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Kindline.Journeys.Toolkit;

/// <summary>One signed-in person at the HTTP API.</summary>
sealed class ApiClient : IDisposable
{
    readonly HttpClient http;

    ApiClient(HttpClient http) => this.http = http;

    public static async Task<ApiClient> SignInAsync(string address, string user, string password)
    {
        var client = Anonymous(address);
        var session = await client.PostAsync("session", new { user, password });
        client.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Text("token"));
        return client;
    }

    public static ApiClient Anonymous(int port) => Anonymous(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    public static ApiClient Anonymous(string address) =>
        new(new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, SslOptions = { RemoteCertificateValidationCallback = AnyCertificate } })
        {
            BaseAddress = new Uri(address + "/api/"),
            Timeout = TimeSpan.FromSeconds(20),
        });

    /// <summary>GET that must succeed; the whole answer.</summary>
    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await http.GetAsync(Relative(path), Ct));

    public async Task<byte[]> GetBytesAsync(string path)
    {
        using var answer = await http.GetAsync(Relative(path), Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue($"GET {path}: {answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    public async Task<JsonElement> PostAsync(string path, object? body = null) =>
        await ReadAsync(await http.PostAsJsonAsync(Relative(path), body ?? new { }, Ct));

    public async Task<JsonElement> PutAsync(string path, object body) =>
        await ReadAsync(await http.PutAsJsonAsync(Relative(path), body, Ct));

    /// <summary>The status of a request that may be refused.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> TryPostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(Relative(path), body, Ct);
        return (answer.StatusCode, await BodyOfAsync(answer));
    }

    public async Task<HttpStatusCode> StatusOfPutAsync(string path, byte[] body, string contentType)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        using var answer = await http.PutAsync(Relative(path), content, Ct);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> StatusOfGetAsync(string path)
    {
        using var answer = await http.GetAsync(Relative(path), HttpCompletionOption.ResponseHeadersRead, Ct);
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();

    /// <summary>The servers of tests have certificates of their own making.</summary>
    static bool AnyCertificate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate is not null;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static Uri Relative(string path) => new(path, UriKind.Relative);

    static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await BodyOfAsync(answer);
            answer.IsSuccessStatusCode.ShouldBeTrue(
                $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath}: {(int)answer.StatusCode} {body}");
            return body;
        }
    }

    static async Task<JsonElement> BodyOfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Ct);
        return text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement : default;
    }
}
