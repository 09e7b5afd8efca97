using Kindline.Foundation;

namespace Kindline.Audit;

/// <summary>Which part of the trail someone wants to see; what is null does not narrow it.</summary>
public sealed record AuditFilter
{
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
    public Guid? Actor { get; init; }

    /// <summary>Only what these did: a supervisor's team.</summary>
    public IReadOnlyList<Guid>? Actors { get; init; }

    public string? Code { get; init; }
    public PatientId? Patient { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 50;

    internal (string Where, (string Name, object? Value)[] Values) Sql()
    {
        List<string> where = ["1 = 1"];
        List<(string, object?)> values = [];
        Narrow("at >= @from", "from", From?.UtcTicks);
        Narrow("at < @to", "to", To?.UtcTicks);
        Narrow("actor_id = @actor", "actor", Actor?.ToString());
        Narrow("code = @code", "code", Code);
        Narrow("patient_id = @patient", "patient", Patient?.ToString());
        if (Actors is not null)
        {
            var names = Actors.Select((_, i) => $"@actor{i}").ToList();
            where.Add(names.Count == 0 ? "1 = 0" : $"actor_id IN ({string.Join(", ", names)})");
            values.AddRange(Actors.Select((id, i) => ($"actor{i}", (object?)id.ToString())));
        }
        return (string.Join(" AND ", where), [.. values]);

        void Narrow(string condition, string name, object? value)
        {
            if (value is not null)
            {
                where.Add(condition);
                values.Add((name, value));
            }
        }
    }
}
