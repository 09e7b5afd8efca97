using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Voice.Audio;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kindline.Flows;

/// <param name="Line">E.164 of a line with words of its own; null for all lines.</param>
/// <param name="From">By the practice's clock on the wall, such as 2026-11-26T18:00; null for at once.</param>
/// <param name="To">When it ends by itself; null for never.</param>
/// <param name="Confirm">True where the person was told that 911 or the word for recording gets lost, and goes on.</param>
internal sealed record PromptText(string? Text, string? Line, string? From, string? To, bool? Confirm);

internal sealed record PromptRestore(string? Line, string? From, string? To, bool? Confirm);

internal sealed record PromptPreview(string? Text);

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

/// <summary>What callers hear: text to be spoken, or a WAV file; versions, schedules, and the way back (R51). The next call hears the change.</summary>
internal static class PromptsApi
{
    private const int MaxWavBytes = 64 << 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        var prompts = api.MapGroup("/prompts").WithTags("Prompts");
        prompts.MapGet("/{practice}", ListAsync).Produces<PromptList>().Requires(Permission.PromptsRead);
        prompts.MapPost("/preview", PreviewAsync).Produces<Stream>(contentType: "audio/wav").Requires(Permission.PromptsEdit);
        var one = prompts.MapGroup("/{practice}/{kind}");
        one.MapPut("/", SaveTextAsync).Produces<PromptView>().Requires(Permission.PromptsEdit);
        one.MapPut("/audio", SaveSoundAsync).Produces<PromptView>().Accepts<IFormFile>("audio/wav").Requires(Permission.PromptsEdit)
            .WithMetadata(new RequestSizeLimitAttribute(MaxWavBytes + 1L));
        one.MapDelete("/", InheritAsync).Produces<PromptView>().Requires(Permission.PromptsEdit);
        one.MapGet("/versions", VersionsAsync).Produces<Page<PromptVersionView>>().Requires(Permission.PromptsRead);
        one.MapGet("/versions/{version:int}/audio", SoundAsync).Produces<Stream>(contentType: "audio/wav").Requires(Permission.PromptsRead);
        one.MapPost("/versions/{version:int}/restore", RestoreAsync).Produces<PromptView>().Requires(Permission.PromptsEdit);
        one.MapDelete("/versions/{version:int}", WithdrawAsync).Produces<PromptView>().Requires(Permission.PromptsEdit);
    }

    private static async Task<IResult> ListAsync(PracticeId practice, string? line, SignedInUser user, PromptQueries queries, CancellationToken ct) =>
        await queries.ListAsync(practice, line ?? "", user, ct) is { } list ? TypedResults.Ok(list) : Problems.NotFound();

    private static async Task<IResult> PreviewAsync(PromptPreview input, Speech speech, CancellationToken ct) =>
        input.Text?.Trim() is not { Length: > 0 and <= 2000 } text ? Problems.Invalid("text", "must have 1 to 2000 characters")
        : await speech.SpeakAsync(text, ct) is { } audio ? Wav(audio)
        : TypedResults.Problem(statusCode: 503, title: "Nothing here can speak a text: flite or espeak-ng is missing, or it failed.");

    private static async Task<IResult> SaveTextAsync(
        PracticeId practice, KindInPath kind, PromptText input, SignedInUser user, EditPrompts edit, PromptQueries queries, CancellationToken ct)
    {
        var target = new PromptTarget(practice, kind.Value, input.Line ?? "", input.From, input.To, input.Confirm is true);
        return await AnswerAsync(await edit.SaveTextAsync(target, input.Text, user, ct), target, user, queries, ct);
    }

    private static async Task<IResult> SaveSoundAsync(
        PracticeId practice, KindInPath kind, string? line, string? from, string? to, bool? confirm, HttpRequest request, SignedInUser user,
        EditPrompts edit, PromptQueries queries, CancellationToken ct)
    {
        if (await ReadAsync(request.Body, ct) is not { } file)
        {
            return TypedResults.Problem(statusCode: 413, title: $"The file is larger than {MaxWavBytes >> 20} MB.");
        }
        var target = new PromptTarget(practice, kind.Value, line ?? "", from, to, confirm is true);
        return await AnswerAsync(await edit.SaveSoundAsync(target, file, user, ct), target, user, queries, ct);
    }

    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken ct)
    {
        using var file = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (file.Length + read > MaxWavBytes)
            {
                return null;
            }
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return file.ToArray();
    }

    private static async Task<IResult> InheritAsync(
        PracticeId practice, KindInPath kind, string? line, SignedInUser user, EditPrompts edit, PromptQueries queries, CancellationToken ct)
    {
        var target = Target(practice, kind, line);
        return await AnswerAsync(await edit.InheritAsync(target, user, ct), target, user, queries, ct);
    }

    private static async Task<IResult> VersionsAsync(
        PracticeId practice, KindInPath kind, string? line, SignedInUser user, PromptQueries queries, CancellationToken ct) =>
        await queries.VersionsAsync(Target(practice, kind, line), user, ct) is { } page ? TypedResults.Ok(page) : Problems.NotFound();

    private static async Task<IResult> SoundAsync(
        PracticeId practice, KindInPath kind, int version, string? line, SignedInUser user, PromptQueries queries, CancellationToken ct) =>
        await queries.SoundAsync(Target(practice, kind, line), version, user, ct) is { } audio ? Wav(audio) : Problems.NotFound();

    private static async Task<IResult> RestoreAsync(
        PracticeId practice, KindInPath kind, int version, PromptRestore input, SignedInUser user, EditPrompts edit, PromptQueries queries, CancellationToken ct)
    {
        var target = new PromptTarget(practice, kind.Value, input.Line ?? "", input.From, input.To, input.Confirm is true);
        return await AnswerAsync(await edit.RestoreAsync(target, version, user, ct), target, user, queries, ct);
    }

    private static async Task<IResult> WithdrawAsync(
        PracticeId practice, KindInPath kind, int version, string? line, SignedInUser user, EditPrompts edit, PromptQueries queries, CancellationToken ct)
    {
        var target = Target(practice, kind, line);
        return await AnswerAsync(await edit.WithdrawAsync(target, version, user, ct), target, user, queries, ct);
    }

    private static PromptTarget Target(PracticeId practice, KindInPath kind, string? line) => new(practice, kind.Value, line ?? "", null, null, Confirmed: false);

    private static async Task<IResult> AnswerAsync(PromptEdit edit, PromptTarget target, SignedInUser user, PromptQueries queries, CancellationToken ct) =>
        edit switch
        {
            PromptEdit.Saved => TypedResults.Ok(await queries.OneAsync(target, user, ct)),
            PromptEdit.Invalid invalid => Problems.Invalid(invalid.Errors.ToDictionary()),
            PromptEdit.Refused refused => Problems.Conflict(refused.Why),
            _ => Problems.NotFound(),
        };

    // As a caller hears it: 8 kHz mono.
    private static FileContentHttpResult Wav(WavAudio audio)
    {
        using var wav = new MemoryStream();
        WavFile.Write(wav, audio.Samples.Span);
        return TypedResults.Bytes(wav.ToArray(), "audio/wav", enableRangeProcessing: true);
    }
}
