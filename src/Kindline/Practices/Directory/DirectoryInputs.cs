using Kindline.Foundation;

namespace Kindline.Practices;

/// <summary>A place as somebody wants it; empty texts stand for nothing.</summary>
/// <param name="Hours">Its own; none for those of the practice, null for as they are.</param>
internal sealed record LocationInput(
    string? Name, string? Address, string? Phone, string? Fax, string? Note, ScheduleAccess? Schedule, DateOnly? OpenFrom, IReadOnlyList<HoursInput>? Hours, bool? Retired)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Needed("name", Name, 120);
        errors.Short("address", Address, 240);
        errors.Phone("phone", Phone);
        errors.Phone("fax", Fax);
        errors.Short("note", Note, 400);
        HoursInput.Check(Hours, errors);
        return errors;
    }

    public void ApplyTo(Location row, DateTimeOffset now)
    {
        (row.Name, row.Address) = (Name!.Trim(), Address?.Trim() ?? "");
        (row.Phone, row.Fax, row.Note) = (Phone.E164(), Fax.E164(), Note.Known());
        (row.Schedule, row.OpenFrom) = (Schedule ?? ScheduleAccess.Book, OpenFrom);
        if (Hours is { } hours)
        {
            row.Hours.Clear();
            row.Hours.AddRange(hours.Select(h => new LocationHours { LocationId = row.Id, Day = h.Day ?? default, OpensAt = h.OpensAt ?? default, ClosesAt = h.ClosesAt ?? default }));
        }
        row.RetiredAt = Retired == true ? row.RetiredAt ?? now : null;
    }
}

/// <summary>A clinician as somebody wants them.</summary>
internal sealed record ProviderInput(
    string? Name, string? Specialty, string? Npi, bool? AcceptsNewPatients, int? YoungestYears, int? OldestYears, ScheduleAccess? Schedule, DateOnly? OpenFrom,
    string? Note, bool? Retired)
{
    private const int Oldest = 130;

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Needed("name", Name, 120);
        errors.Short("specialty", Specialty, 80);
        errors.Short("note", Note, 400);
        if (Npi?.Trim() is { Length: > 0 } npi && !NationalProvider.IsIdentifier(npi))
        {
            errors.Add("npi", "must be a National Provider Identifier: ten digits, the last of which checks the others");
        }
        if (YoungestYears is < 0 or > Oldest)
        {
            errors.Add("youngestYears", $"must be 0 to {Oldest}");
        }
        if (OldestYears is < 0 or > Oldest || OldestYears < YoungestYears)
        {
            errors.Add("oldestYears", $"must be {Oldest} at most, and not below the youngest");
        }
        return errors;
    }

    public void ApplyTo(Provider row, DateTimeOffset now)
    {
        (row.Name, row.Specialty, row.Npi, row.Note) = (Name!.Trim(), Specialty.Known(), Npi.Known(), Note.Known());
        (row.AcceptsNewPatients, row.YoungestYears, row.OldestYears) = (AcceptsNewPatients != false, YoungestYears, OldestYears);
        (row.Schedule, row.OpenFrom) = (Schedule ?? ScheduleAccess.Book, OpenFrom);
        row.RetiredAt = Retired == true ? row.RetiredAt ?? now : null;
    }
}

/// <summary>A kind of visit as somebody wants it.</summary>
internal sealed record VisitTypeInput(string? Name, int? Minutes, bool? IsTelevisit, bool? ForNewPatients, string? Preparation, bool? Retired)
{
    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        errors.Needed("name", Name, 120);
        errors.Short("preparation", Preparation, 400);
        if (Minutes is not (>= 5 and <= 480))
        {
            errors.Add("minutes", "must be 5 to 480");
        }
        return errors;
    }

    public void ApplyTo(VisitType row, DateTimeOffset now)
    {
        (row.Name, row.Minutes, row.Preparation) = (Name!.Trim(), Minutes!.Value, Preparation.Known());
        (row.IsTelevisit, row.ForNewPatients) = (IsTelevisit == true, ForNewPatients == true);
        row.RetiredAt = Retired == true ? row.RetiredAt ?? now : null;
    }
}

/// <summary>A day that is not like its weekday.</summary>
internal sealed record ClosureInput(DateOnly? On, string? Name, TimeOnly? OpensAt, TimeOnly? ClosesAt)
{
    /// <param name="field">Where it stands: "closures[2]".</param>
    public void Check(string field, FieldErrors errors)
    {
        if (On is null)
        {
            errors.Add($"{field}.on", "is needed: the day");
        }
        errors.Needed($"{field}.name", Name, 80);
        if (OpensAt is null != ClosesAt is null)
        {
            errors.Add($"{field}.opensAt", "opensAt and closesAt stand together, or not at all");
        }
    }
}
