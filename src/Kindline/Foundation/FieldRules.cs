namespace Kindline.Foundation;

/// <summary>What fields of an input are asked for, with the words that every page shows.</summary>
internal static class FieldRules
{
    private const int OldestYears = 130;

    extension(FieldErrors errors)
    {
        /// <summary>There is something, and it is short.</summary>
        public void Needed(string field, string? text, int longest)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                errors.Add(field, "is needed");
            }
            errors.Short(field, text, longest);
        }

        /// <summary>On one line, no longer than so many characters; nothing is fine too.</summary>
        public void Short(string field, string? text, int longest)
        {
            if (text is not null && (text.Trim().Length > longest || text.Any(char.IsControl)))
            {
                errors.Add(field, $"must have {longest} characters at most, on one line");
            }
        }

        /// <summary>A date of birth of somebody who may live, or nothing.</summary>
        public void Born(string field, DateOnly? day, DateOnly today)
        {
            if (day > today || day < today.AddYears(-OldestYears))
            {
                errors.Add(field, $"must be a day of the last {OldestYears} years");
            }
        }

        /// <summary>A telephone number, or nothing.</summary>
        public void Phone(string field, string? text)
        {
            if (text.Known() is { } given && !PhoneNumber.TryParse(given, out _))
            {
                errors.Add(field, "must be a telephone number, such as +15125550123");
            }
        }
    }

    extension(string? text)
    {
        /// <summary>What stands there without the spaces around it; null for nothing.</summary>
        public string? Known() => text?.Trim() is { Length: > 0 } known ? known : null;

        /// <summary>The telephone number that it is, in E.164; null where it is none.</summary>
        public string? E164() => PhoneNumber.TryParse(text, out var number) ? number.Value : null;

        /// <summary>Whether it looks like an e-mail address: one @ with something before it and a point in what is behind.</summary>
        public bool IsEmail() =>
            text?.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@')
            && text.IndexOf('.', at) > at + 1 && !text.Contains(' ', StringComparison.Ordinal);
    }
}
