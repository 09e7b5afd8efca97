using Kindline.Foundation;

namespace Kindline.Identity;

/// <summary>Locks names that nobody has just as accounts are locked, so that a lock does not tell which names exist.</summary>
internal sealed class UnknownNames(KindlineOptions options, TimeProvider clock)
{
    private const int Most = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Tries, DateTimeOffset? Until)> names = [];

    /// <summary>Counts one try, or tells for how long there is none.</summary>
    public TimeSpan? LockedFor(string name)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var known = names.GetValueOrDefault(name);
            if (known.Until > now)
            {
                return known.Until - now;
            }
            if (names.Count >= Most)
            {
                names.Clear();
            }
            var tries = known.Until is null ? known.Tries + 1 : 1;
            names[name] = (tries, tries >= options.LockoutFailures ? now + options.Lockout : null);
            return null;
        }
    }
}
