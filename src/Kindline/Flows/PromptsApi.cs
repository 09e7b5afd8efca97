using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;
using Kindline.Voice.Audio;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Flows;

internal sealed record PromptView(PracticeId PracticeId, string Practice, string Kind, string Text, bool HasAudio, double? Seconds, DateTimeOffset? ChangedAt);

internal sealed record PromptText(string? Text);

/// <summary>A kind of prompt in an address, as the list writes it: an enum there would be read by its C# name only.</summary>
internal readonly record struct KindInPath(PromptKind Value)
{
    public static bool TryParse(string? text, out KindInPath kind)
    {
        var known = Enum.TryParse<PromptKind>(text, ignoreCase: true, out var value) && Enum.IsDefined(value);
        kind = new KindInPath(value);
        return known;
    }
}

/// <summary>What callers hear: text to be spoken, or a WAV file; the next call hears the change (R51).</summary>
internal static class PromptsApi
{
    private const int MaxWavBytes = 20 << 20;
    // An announcement of nothing would let a call be recorded that nobody was told of.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public static void Map(IEndpointRouteBuilder api)
    {
        var prompts = api.MapGroup("/prompts").WithTags("Prompts");
        prompts.MapGet("/", ListAsync).Produces<Page<PromptView>>().Requires(Permission.PromptsRead);
        prompts.MapPut("/{practice}/{kind}", SaveTextAsync).Produces<PromptView>().Requires(Permission.PromptsEdit);
        prompts.MapPut("/{practice}/{kind}/audio", SaveAudioAsync).Produces<PromptView>().Requires(Permission.PromptsEdit).Accepts<IFormFile>("audio/wav");
    }

    private static async Task<IResult> ListAsync(SignedInUser user, DbFactory database, CancellationToken ct)
    {
        await using var db = database.Create();
        var practices = await Visible(db, user, Permission.PromptsRead).OrderBy(p => p.Name).ToListAsync(ct);
        var stored = await db.Prompts.AsNoTracking().ToListAsync(ct);
        var views = practices.SelectMany(p => Enum.GetValues<PromptKind>()
            .Select(kind => View(p, kind, stored.SingleOrDefault(s => s.PracticeId == p.Id && s.Kind == kind)))).ToList();
        return Results.Ok(new Page<PromptView>(views, views.Count));
    }

    private static Task<IResult> SaveTextAsync(
        PracticeId practice, KindInPath kind, PromptText input, SignedInUser user, DbFactory database, PromptLibrary library, AuditTrail trail, TimeProvider clock, CancellationToken ct) =>
        input.Text?.Trim() is { Length: > 0 and <= 2000 } text
            ? SaveAsync(practice, kind.Value, p => (p.Text, p.Wav) = (text, null), user, database, library, trail, clock, ct)
            : Task.FromResult(Results.ValidationProblem(new Dictionary<string, string[]> { ["text"] = ["must have 1 to 2000 characters"] }));

    private static async Task<IResult> SaveAudioAsync(
        PracticeId practice, KindInPath kind, HttpRequest request, SignedInUser user, DbFactory database, PromptLibrary library, AuditTrail trail, TimeProvider clock, CancellationToken ct)
    {
        using var file = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (file.Length + read > MaxWavBytes)
            {
                return Results.Problem(statusCode: 413, title: "The file is larger than 20 MB.");
            }
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        var bytes = file.ToArray();
        return WavFile.Parse(bytes) switch
        {
            WavError error => Results.Problem(statusCode: 400, title: "That is no WAV file we can play.", detail: $"At byte {error.Offset}: {error.Reason}"),
            WavAudio audio when audio.Duration < Shortest => Results.Problem(statusCode: 400, title: "The file holds no sound: a prompt is at least half a second long."),
            WavAudio audio when audio.Duration > Longest => Results.Problem(statusCode: 400, title: "A prompt is at most three minutes long."),
            _ => await SaveAsync(practice, kind.Value, p => p.Wav = bytes, user, database, library, trail, clock, ct),
        };
    }

    private static async Task<IResult> SaveAsync(
        PracticeId practiceId, PromptKind kind, Action<Prompt> change, SignedInUser user, DbFactory database, PromptLibrary library, AuditTrail trail, TimeProvider clock, CancellationToken ct)
    {
        await using var db = database.Create();
        if (await Visible(db, user, Permission.PromptsEdit).SingleOrDefaultAsync(p => p.Id == practiceId, ct) is not { } practice)
        {
            return Results.NotFound();
        }
        var prompt = await db.Prompts.SingleOrDefaultAsync(p => p.PracticeId == practiceId && p.Kind == kind, ct);
        if (prompt is null)
        {
            prompt = new Prompt { PracticeId = practiceId, Kind = kind, Text = DefaultPrompts.Text(kind) };
            db.Add(prompt);
        }
        change(prompt);
        prompt.ChangedAt = clock.GetUtcNow();
        await trail.AppendAsync([new AuditEntry("prompt.changed", 'U', user.AsActor()) { ObjectType = "Prompt", ObjectId = $"{practiceId}/{kind}" }], ct);
        await db.SaveChangesAsync(ct);
        library.Forget(practiceId, kind);
        return Results.Ok(View(practice, kind, prompt));
    }

    private static IQueryable<Practice> Visible(Db db, SignedInUser user, string permission)
    {
        var seesAll = user.ScopeOf(permission) == Scope.All;
        return db.Practices.AsNoTracking().Where(p => seesAll || user.Practices.Contains(p.Id));
    }

    private static PromptView View(Practice practice, PromptKind kind, Prompt? prompt) => new(
        practice.Id, practice.Name, Agents.AgentQueries.Word(kind), prompt?.Text ?? DefaultPrompts.Text(kind), prompt?.Wav is not null,
        prompt?.Wav is { } wav && WavFile.Parse(wav) is WavAudio audio ? audio.Duration.TotalSeconds : null, prompt?.ChangedAt);
}
