using System.Diagnostics.CodeAnalysis;
using Kindline.Foundation;
using Kindline.Patients;
using Kindline.Patients.Import;

namespace Kindline.Integrations;

/// <summary>What was asked of <see cref="ImportVerb"/>.</summary>
internal sealed record ImportArguments
{
    public string? File { get; private init; }
    public string? Practice { get; private init; }
    public ImportId? Undo { get; private init; }
    public bool Check { get; private init; }
    public bool Prospects { get; private init; }
    public bool DayFirst { get; private init; }
    public bool Json { get; private init; }
    public string? Rejected { get; private init; }

    /// <summary>Which column holds a field, where the guess is wrong: a field, and a name of the header or nothing.</summary>
    public IReadOnlyList<(ImportField Field, string Column)> Columns { get; private init; } = [];

    /// <summary>Null where the words make no sense.</summary>
    public static ImportArguments? Read(string[] args)
    {
        var given = new ImportArguments();
        for (var n = 0; n < args.Length; n++)
        {
            var value = n + 1 < args.Length ? args[n + 1] : null;
            ImportArguments? next = args[n] switch
            {
                "--check" => given with { Check = true },
                "--prospects" => given with { Prospects = true },
                "--day-first" => given with { DayFirst = true },
                "--json" => given with { Json = true },
                "--practice" when value is not null => given with { Practice = args[++n] },
                "--rejected" when value is not null => given with { Rejected = args[++n] },
                "--undo" when ImportId.TryParse(value, out var id) => given with { Undo = Passed(id, ref n) },
                "--column" when ReadColumn(value) is { } column => given with { Columns = [.. given.Columns, Passed(column, ref n)] },
                [not '-', ..] when given.File is null => given with { File = args[n] },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }
            given = next;
        }
        return given.Undo is not null ? (given.File is null ? given : null) : given is { File: not null, Practice: not null } ? given : null;
    }

    /// <summary>The guess, and what was said of it; false where it names a column that is not there.</summary>
    public bool TryMap(IReadOnlyList<string> header, IReadOnlyList<PatientField> own, out ImportMapping mapping, [NotNullWhen(false)] out string? wrong)
    {
        mapping = ImportMapping.Guess(header, own);
        wrong = null;
        var fields = new Dictionary<int, ImportField>(mapping.Fields);
        var ofOwn = new Dictionary<int, PatientFieldId>(mapping.Own);
        foreach (var (field, column) in Columns)
        {
            var place = header.ToList().FindIndex(h => h.Equals(column, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
            {
                wrong = $"there is no column \"{column}\"; there are: {string.Join(", ", header)}";
                return false;
            }
            if (field != ImportField.Phone)
            {
                fields = fields.Where(f => f.Value != field).ToDictionary();
            }
            fields[place] = field;
            ofOwn.Remove(place);
        }
        mapping = new ImportMapping(fields) { Own = ofOwn };
        return true;
    }

    private static T Passed<T>(T value, ref int n)
    {
        n++;
        return value;
    }

    private static (ImportField, string)? ReadColumn(string? text) =>
        text?.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            && Enum.TryParse<ImportField>(text[..at], ignoreCase: true, out var field) && Enum.IsDefined(field)
            ? (field, text[(at + 1)..])
            : null;
}
