using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kindline.Practices;

internal sealed record PracticeInput(string? Name, string? Specialty, string? TimeZone, IReadOnlyList<HoursInput>? Hours, int? MostReports = null);

/// <summary>One stretch of a weekday, such as monday 09:00 to 12:30; 00:00 to 00:00 is the whole day.</summary>
internal sealed record HoursInput(DayOfWeek? Day, TimeOnly? OpensAt, TimeOnly? ClosesAt)
{
    private const int Most = 50;

    /// <summary>As they are kept, from Sunday on.</summary>
    public static IReadOnlyList<HoursInput> Of(IEnumerable<IStretch> hours) =>
        [.. hours.OrderBy(h => h.Day).ThenBy(h => h.OpensAt).Select(h => new HoursInput(h.Day, h.OpensAt, h.ClosesAt))];

    public static void Check(IReadOnlyList<HoursInput>? hours, FieldErrors errors)
    {
        if (hours is not null && (hours.Count > Most || hours.Any(h => h.Day is null || h.OpensAt is null || h.ClosesAt is null)))
        {
            errors.Add("hours", $"each needs day, opensAt and closesAt; at most {Most}");
        }
    }
}

/// <summary>What came of making or changing a practice.</summary>
internal abstract record EditPracticeOutcome
{
    public sealed record Saved(Practice Practice) : EditPracticeOutcome;

    public sealed record Invalid(FieldErrors Errors) : EditPracticeOutcome;

    public sealed record NotFound : EditPracticeOutcome;
}

/// <summary>Makes a practice, or changes its name, zone and opening hours; the next call goes by them.</summary>
internal sealed class EditPractice(DbFactory databases, OpeningTimes times, AuditTrail trail, TimeProvider clock)
{
    /// <param name="id">Null makes a new one.</param>
    public async Task<EditPracticeOutcome> RunAsync(PracticeId? id, PracticeInput input, SignedInUser user, CancellationToken ct)
    {
        if (id is { } one && !user.Reaches(Permission.PracticesEdit, one))
        {
            return new EditPracticeOutcome.NotFound();
        }
        var errors = Check(input, isNew: id is null);
        if (!errors.None)
        {
            return new EditPracticeOutcome.Invalid(errors);
        }
        await using var db = databases.Create();
        var practice = id is { } known ? await db.Practices.Include(p => p.Hours).Include(p => p.Closures).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == known, ct)
            : new Practice { Id = new PracticeId(Guid.CreateVersion7(clock.GetUtcNow())) };
        if (practice is null)
        {
            return new EditPracticeOutcome.NotFound();
        }
        if (id is null)
        {
            db.Add(practice);
        }
        practice.Name = input.Name?.Trim() ?? practice.Name;
        practice.Specialty = input.Specialty?.Trim() ?? practice.Specialty;
        practice.TimeZone = input.TimeZone ?? practice.TimeZone;
        practice.MostReports = input.MostReports ?? practice.MostReports;
        if (input.Hours is { } hours)
        {
            practice.Hours.Clear();
            practice.Hours.AddRange(hours.Select(h => new OpeningHours
            {
                Day = h.Day ?? default,
                OpensAt = h.OpensAt ?? default,
                ClosesAt = h.ClosesAt ?? default,
            }));
        }
        var code = id is null ? "practice.created" : "practice.changed";
        await trail.AppendAsync(new AuditEntry(code, id is null ? 'C' : 'U', user.AsActor()) { ObjectType = "Practice", ObjectId = practice.Id.ToString() }, ct);
        await db.SaveChangesAsync(ct);
        times.Saved(practice);
        return new EditPracticeOutcome.Saved(practice);
    }

    private static FieldErrors Check(PracticeInput input, bool isNew)
    {
        var errors = new FieldErrors();
        if (input.Name is null ? isNew : input.Name.Trim().Length is 0 or > 120)
        {
            errors.Add("name", "must have 1 to 120 characters");
        }
        if (input.Specialty is { Length: > 80 })
        {
            errors.Add("specialty", "must have 80 characters at most");
        }
        if (input.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            errors.Add("timeZone", "must be an IANA zone, such as America/Chicago");
        }
        if (input.MostReports is < 1 or > 99)
        {
            errors.Add("mostReports", "must be 1 to 99");
        }
        HoursInput.Check(input.Hours, errors);
        return errors;
    }
}
