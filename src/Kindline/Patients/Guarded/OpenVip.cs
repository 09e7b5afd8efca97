using Kindline.Audit;
using Kindline.Engine;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Patients.Guarded;

/// <summary>Why somebody opens a VIP's record.</summary>
/// <param name="Text">In words of their own.</param>
internal sealed record OpeningInput(OpeningReason? Reason, string? Text)
{
    // Characters that say something (compliance 1.5).
    private const int ShortestText = 15;

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (Reason is null or OpeningReason.Call || !Enum.IsDefined(Reason.Value))
        {
            errors.Add("code", "a VIP's record opens for one of treatment, payment, operations, patientsRequest, emergency");
        }
        if (Words(Text) is null)
        {
            errors.Add("reason", TextRule);
        }
        return errors;
    }

    /// <summary>As it is kept; null where it says too little.</summary>
    public static string? Words(string? given) => given?.Trim() is { Length: >= ShortestText and <= GuardedOpeningMapping.LongestText } words ? words : null;

    public static readonly string TextRule = $"say in {ShortestText} to {GuardedOpeningMapping.LongestText} characters what it is for";
}

/// <summary>
/// Opens a VIP's record to one person for a reason, for four hours at most; or for a call whose caller was verified, until it ends. The reason stands in the
/// audit trail before anything is shown (DICOM 110127, emergency override started).
/// </summary>
internal sealed class OpenVip(DbFactory databases, AuditTrail trail, LiveChanges live, TimeProvider clock)
{
    public const string Topic = "openings";
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <param name="input">Checked.</param>
    public async Task RunAsync(PatientId patient, PracticeId practice, OpeningInput input, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        var opening = New(patient, practice, input.Reason ?? OpeningReason.Operations, user);
        opening.Text = input.Text?.Trim();
        await SaveAsync(db, opening, $"{Word(opening.Reason)}: {opening.Text}", user, ct);
    }

    /// <summary>Who was verified is reason enough, and nobody is asked for one in a call. Said again for the same call it is done once.</summary>
    public async Task ForCallAsync(PatientId patient, PracticeId practice, InteractionId call, SignedInUser user, CancellationToken ct)
    {
        await using var db = databases.Create();
        if (await OpenAsync(db))
        {
            return;
        }
        var opening = New(patient, practice, OpeningReason.Call, user);
        opening.InteractionId = call;
        try
        {
            await SaveAsync(db, opening, $"call {call}", user, ct);
        }
        catch (DbUpdateException)
        {
            // Another page of the same desk was first, or it is a real fault.
            await using var again = databases.Create();
            if (!await OpenAsync(again))
            {
                throw;
            }
        }

        Task<bool> OpenAsync(Db known) => known.GuardedOpenings.AnyAsync(o => o.PatientId == patient && o.UserId == user.Id && o.InteractionId == call, ct);
    }

    private GuardedOpening New(PatientId patient, PracticeId practice, OpeningReason reason, SignedInUser user)
    {
        var now = clock.GetUtcNow();
        return new GuardedOpening
        {
            Id = new OpeningId(Guid.CreateVersion7(now)),
            PracticeId = practice,
            PatientId = patient,
            UserId = user.Id,
            Reason = reason,
            OpenedAt = now,
            EndsAt = now + Longest,
        };
    }

    private async Task SaveAsync(Db db, GuardedOpening opening, string reason, SignedInUser user, CancellationToken ct)
    {
        await trail.AppendAsync(
            [
                new AuditEntry("patient.vip.opened", 'E', user.AsActor())
                {
                    ObjectType = "GuardedOpening",
                    ObjectId = opening.Id.ToString(),
                    PatientId = opening.PatientId,
                    Reason = reason,
                },
            ], ct);
        db.Add(opening);
        await db.SaveChangesAsync(ct);
        live.Changed(Topic);
    }

    private static string Word(OpeningReason reason) => char.ToLowerInvariant(reason.ToString()[0]) + reason.ToString()[1..];
}
