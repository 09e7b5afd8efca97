namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// Wrong passwords, by source and by user. Not safe for concurrent use.
/// <list type="bullet">
/// <item>A stranger with too many is blocked, whatever users he tried.</item>
/// <item>An address at which somebody has proven a password (a clinic behind one address) is never blocked for one phone that was set up
/// wrongly, or one visitor who tries: the pair of address and user is locked, the other phones there go on.</item>
/// <item>A user who is tried from many addresses is locked for all addresses but those where he has proven his own password.</item>
/// </list>
/// What is left: whoever sits behind the same address as a user's own phone may try that user as fast as the rate for phones lets
/// him, 50 a second; the passwords of phones are made by the server and long.
/// </summary>
internal sealed class PasswordWatch(GuardOptions options, KnownPhones phones)
{
    private readonly Tally<SourceKey> bySource = new(options.MostSources, options.WrongPerSource, options.PasswordWindow);
    private readonly Tally<(SourceKey, string)> byPair = new(options.MostSources, options.WrongPerSource, options.PasswordWindow);
    private readonly Tally<string> byUser = new(options.MostSources, options.WrongPerUser, options.PasswordWindow);
    private readonly RecentTable<(SourceKey, string), long> lockedPairs = new(options.MostSources);
    private readonly RecentTable<string, long> lockedUsers = new(options.MostSources);

    /// <summary>Whether credentials of this user from there are looked at.</summary>
    public bool MayTry(SourceKey source, string user, long now) =>
        phones.Has(source, user, now) || !(IsLocked(lockedUsers, user, now) || IsLocked(lockedPairs, (source, user), now));

    /// <summary>A wrong password whose sender has shown that he is where he seems to be; true where the source is to be blocked.</summary>
    public bool Wrong(SourceKey source, string user, long now)
    {
        var isOwn = phones.Has(source, user, now);
        if (!isOwn && byUser.Add(user, 1, 0, now))
        {
            lockedUsers.Set(user, now + options.PasswordWindow.Ticks);
        }
        if (!phones.Has(source, now))
        {
            return bySource.Add(source, 1, 0, now);
        }
        if (!isOwn && byPair.Add((source, user), 1, 0, now))
        {
            lockedPairs.Set((source, user), now + options.PasswordWindow.Ticks);
        }
        return false;
    }

    /// <summary>A right one: what went wrong before was a slip.</summary>
    public void Right(SourceKey source, string user)
    {
        bySource.Forget(source);
        byPair.Forget((source, user));
    }

    private static bool IsLocked<T>(RecentTable<T, long> locks, T key, long now)
        where T : notnull => locks.TryGet(key, out var until) && until > now;
}
