namespace Kindline.Foundation;

/// <summary>Which page of a list: 1-based, 50 to a page unless asked, 500 at most.</summary>
public readonly record struct Paging(int Page, int Size)
{
    public const int MaxSize = 500;

    public int Skip => (Page - 1) * Size;

    /// <summary>Out of range numbers are refused rather than bent, so that nobody believes to have seen everything.</summary>
    public static bool TryRead(int? page, int? size, FieldErrors errors, out Paging paging)
    {
        paging = new Paging(page ?? 1, size ?? 50);
        if (paging.Page is < 1 or > 1_000_000)
        {
            errors.Add("page", "must be 1 or more");
        }
        if (paging.Size is < 1 or > MaxSize)
        {
            errors.Add("size", $"must be 1 to {MaxSize}");
        }
        return errors.None;
    }
}

/// <summary>What is wrong with an input, by field, as problem details tell it (RFC 9457 and the errors member of ASP.NET Core).</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> errors = [];

    public bool None => errors.Count == 0;

    public void Add(string field, string message)
    {
        if (!errors.TryGetValue(field, out var messages))
        {
            errors[field] = messages = [];
        }
        messages.Add(message);
    }

    public Dictionary<string, string[]> ToDictionary() => errors.ToDictionary(e => e.Key, e => e.Value.ToArray());
}
