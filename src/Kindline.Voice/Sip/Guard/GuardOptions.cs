namespace Kindline.Voice.Sip.Guard;

/// <summary>How strict the guard is. The defaults are for a hospital on the open internet with some hundreds of phones.</summary>
public sealed record GuardOptions
{
    /// <summary>Whether peers on loopback are judged like others; else they are exempt from everything.</summary>
    public bool Loopback { get; init; }

    /// <summary>Requests outside any call from one source that nobody knows: a phone that registers needs two.</summary>
    public Rate Stranger { get; init; } = new(10, 40);

    /// <summary>The same from all strangers together: what a flood from very many addresses may cost.</summary>
    public Rate Strangers { get; init; } = new(300, 1_000);

    /// <summary>Requests outside any call from one address and port at which somebody has proven a password.</summary>
    public Rate Phone { get; init; } = new(50, 200);

    /// <summary>Requests outside any call from one trunk address; 1,000 calls a second are a trunk's own good right.</summary>
    public Rate Trunk { get; init; } = new(5_000, 10_000);

    /// <summary>Offence points within <see cref="OffenceWindow"/> that block a source.</summary>
    public int OffencePoints { get; init; } = 10;

    /// <summary>How long an offence counts.</summary>
    public TimeSpan OffenceWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Wrong passwords of one source within <see cref="PasswordWindow"/> that block it.</summary>
    public int WrongPerSource { get; init; } = 5;

    /// <summary>Wrong passwords for one user, from wherever, that keep all but the user's own known addresses out.</summary>
    public int WrongPerUser { get; init; } = 20;

    /// <summary>How long a wrong password counts.</summary>
    public TimeSpan PasswordWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The first block of a source; each further one within a day is four times as long, up to <see cref="LongestBlock"/>.</summary>
    public TimeSpan FirstBlock { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest block of a source that has shown that it is there.</summary>
    public TimeSpan LongestBlock { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The longest block that rests on datagrams alone, whose source may be forged.</summary>
    public TimeSpan LongestUnproven { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an address stays known after a right password.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many sources each of the guard's tables holds at most, about 150 bytes each.</summary>
    public int MostSources { get; init; } = 8_192;
}
