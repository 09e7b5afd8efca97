using System.Net.Http.Json;
using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>Which page a person has open.</summary>
internal enum PageKind
{
    Desk,
    Floor,
    Board,
}

/// <summary>One signed-in browser without a screen: its session, its live connection, and the queries of the page it shows.</summary>
internal sealed class Desktop : IDisposable
{
    // What a browser opens to one host over HTTP/1.1.
    private const int Connections = 6;

    private readonly HttpClient http;
    private readonly LiveConnection live = new();
    private readonly CancellationTokenSource closed = new();
    private readonly Uri centre;
    private readonly DeskCall call;
    private volatile IReadOnlyList<PageQuery> queries = [];

    private Desktop(Uri centre, DesktopFigures figures)
    {
        this.centre = centre;
        Figures = figures;
        call = new DeskCall(this);
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = Connections })
        { BaseAddress = centre, Timeout = TimeSpan.FromSeconds(30) };
    }

    public DesktopFigures Figures { get; }

    /// <summary>Signs in, opens the page, and follows the changes from then on; null where that failed, which is an error of the run.</summary>
    public static async Task<Desktop?> OpenAsync(Uri centre, string user, PageKind kind, DesktopFigures figures)
    {
        var page = new Desktop(centre, figures);
        try
        {
            await page.OpenAsync(kind, await page.SignInAsync(user));
            return page;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            figures.Failed($"{failure.GetType().Name} when {user} opened the page");
            page.Dispose();
            return null;
        }
    }

    /// <summary>The body of the answer; null where it was refused, which is an error of the run.</summary>
    public async Task<ReadOnlyMemory<byte>?> GetAsync(string path)
    {
        try
        {
            using var answer = await http.GetAsync(path, closed.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(closed.Token);
            if (answer.IsSuccessStatusCode)
            {
                Figures.Answered(path);
                return body;
            }
            Figures.Failed($"{(int)answer.StatusCode} {path}");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException)
        {
            if (!closed.IsCancellationRequested)
            {
                Figures.Failed($"{failure.GetType().Name} {path}");
            }
        }
        return null;
    }

    /// <summary>Does it beside everything else; whatever goes wrong is an error of the run.</summary>
    public void Run(Func<Task> work) => _ = ObserveAsync(work);

    /// <summary>Shows what belongs to the call at hand, or nothing more of it.</summary>
    public void Show(PageQuery? ofCall, PageQuery? before)
    {
        queries = [.. queries.Where(q => q != before), .. ofCall is null ? Array.Empty<PageQuery>() : [ofCall]];
        ofCall?.Fetch();
    }

    public void Dispose()
    {
        closed.Cancel();
        live.Dispose();
        http.Dispose();
    }

    private async Task ObserveAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // The edge of a page: whatever it was, the run tells of it and goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            if (!closed.IsCancellationRequested)
            {
                Figures.Failed(failure.Message);
            }
        }
    }

    private async Task OpenAsync(PageKind kind, JsonElement me)
    {
        queries = PagesOf.Queries(kind, this, me, call);
        foreach (var query in queries)
        {
            query.Fetch();
        }
        foreach (var path in PagesOf.OnceAsked(kind))
        {
            await GetAsync(path);
        }
        if (kind == PageKind.Desk)
        {
            using var claim = await http.PostAsync("/api/agents/me/desk", null, closed.Token);
            claim.EnsureSuccessStatusCode();
            Changed(["me"]);
        }
    }

    private async Task<JsonElement> SignInAsync(string user)
    {
        using var opened = await http.PostAsJsonAsync("/api/session", new { user, password = FilledCentre.Password });
        var session = await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var cookie = $"kindline={session.GetProperty("token").GetString()}";
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        http.DefaultRequestHeaders.Add("X-Kindline", "1");
        await live.OpenAsync(centre, cookie, http, closed.Token);
        Run(FollowAsync);
        return session.GetProperty("me");
    }

    private async Task FollowAsync()
    {
        try
        {
            await live.ListenAsync(Changed, closed.Token);
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            return;
        }
        if (!closed.IsCancellationRequested)
        {
            Figures.Failed("the live connection was lost");
        }
    }

    // As followChanges does it: every query whose key begins with a topic is asked for anew.
    private void Changed(IReadOnlyList<string> topics)
    {
        Figures.Heard();
        foreach (var query in queries.Where(q => topics.Contains(q.Topic)))
        {
            query.Fetch();
        }
    }
}
