using System.Text;

namespace Kindline.Dispositions;

/// <summary>Makes and reads the two names of a leaf: its key, and the path of its labels.</summary>
internal static class DispositionKey
{
    private static readonly char[] Separators = ['/', '>', '|', '→'];

    /// <summary>"inbound", "Appointed", "New patient", "Fax" becomes "inbound.appointed.new-patient.fax".</summary>
    public static string Of(string tree, string outcome, string reason, string? source) =>
        string.Join('.', new[] { tree, outcome, reason, source }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => Slug(part!)));

    /// <summary>"Appointed / New patient / Fax".</summary>
    public static string Text(string outcome, string reason, string? source) =>
        string.IsNullOrEmpty(source) ? $"{outcome} / {reason}" : $"{outcome} / {reason} / {source}";

    /// <summary>
    /// The leaf that a person named: by its key, or by its labels, in any letter case, with or without the tree before them.
    /// Null where there is none.
    /// </summary>
    public static Disposition? Find(IEnumerable<Disposition> leaves, string name)
    {
        var wanted = Normal(name);
        return leaves.FirstOrDefault(d =>
        {
            var text = Normal(Text(d.Outcome, d.Reason, d.Source));
            return Same(d.Key, name.Trim()) || Same(text, wanted) || Same($"{d.Tree}/{text}", wanted);
        });
    }

    private static string Normal(string path) =>
        string.Join('/', path.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Slug(string label)
    {
        var slug = new StringBuilder(label.Length);
        foreach (var c in label)
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }
        return slug.ToString().TrimEnd('-');
    }
}
