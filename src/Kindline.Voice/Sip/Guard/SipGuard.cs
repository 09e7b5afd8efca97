using System.Net;

namespace Kindline.Voice.Sip.Guard;

/// <summary>
/// Stands before the intake of SIP and decides who is heard (after RFC 6404 and the usual fail2ban rules, within the process). Whoever is
/// not heard gets silence: an answer would tell a scanner that somebody is here, and would carry a forged source's flood to its victim.
/// <para>
/// <b>Who is who.</b> A <i>trunk</i> comes from an address of a trunk. A <i>phone</i> comes from an address at which a right password
/// was shown within seven days. Loopback is exempt unless told otherwise. All others are <i>strangers</i>: they may send INVITE and
/// REGISTER, at a low rate, and are answered where the user whom they claim to be exists.
/// </para>
/// <para>
/// <b>Forged sources.</b> A datagram's source is whatever its sender wrote. Therefore: (1) a trunk or a phone is never blocked and
/// its offences are not counted, so nothing that is sent in its name can get it blocked. (2) A wrong password counts against a source
/// only where the nonce was issued to that address or a connection stands (TCP, TLS, WebSocket): a forger sees no nonce. (3) What
/// rests on datagrams alone blocks datagrams alone, for ten minutes at most: a phone that has proven nothing since the start, whose
/// address somebody forges, still gets in by TCP or TLS. (4) Both kinds of blocks have tables of their own, so forged addresses push
/// out no real one. (5) A phone's rate is kept by address and port. A carrier that is known by address over UDP alone remains
/// forgeable by nature; its calls are what the trunk's network filter must protect.
/// </para>
/// <para>
/// <b>Cost.</b> A datagram of a blocked source costs the read from the socket, one lock and a few look-ups, and is neither parsed nor
/// logged: 0.1 µs, where reading a malformed message takes 0.7 (./run bench attack). Before its block a source that sends rubbish is
/// parsed ten times. Memory is bounded: every table holds
/// <see cref="GuardOptions.MostSources"/> sources at most and reuses its oldest entry.
/// </para>
/// Safe for concurrent use: one lock, held for look-ups only.
/// </summary>
internal sealed class SipGuard
{
    private const int ScannerPoints = 1_000;
    private const int UnknownUserPoints = 2;
    private const int ProbePoints = 2;

    private readonly Lock gate = new();
    private readonly GuardOptions options;
    private readonly TimeProvider clock;
    private readonly Action<BlockedSource> blocked;
    private readonly KnownPhones phones;
    private readonly PasswordWatch passwords;
    private readonly BlockList blocks;
    private readonly RequestRates rates;
    private readonly Tally<(SourceKey, bool IsProven)> offences;
    private long dropped;

    /// <param name="options">How strict.</param>
    /// <param name="calls">What is under way.</param>
    /// <param name="clock">The time.</param>
    /// <param name="blocked">Told of each block, in whatever thread; must return at once.</param>
    public SipGuard(GuardOptions options, OpenCalls calls, TimeProvider clock, Action<BlockedSource> blocked)
    {
        this.options = options;
        this.clock = clock;
        this.blocked = blocked;
        Calls = calls;
        phones = new KnownPhones(options);
        passwords = new PasswordWatch(options, phones);
        blocks = new BlockList(options);
        rates = new RequestRates(options, Now);
        offences = new(options.MostSources, options.OffencePoints, options.OffenceWindow);
    }

    private enum Standing
    {
        Exempt,
        Trunk,
        Phone,
        Stranger,
    }

    /// <summary>What is under way, whoever sends it.</summary>
    public OpenCalls Calls { get; }

    /// <summary>Whether a trunk sends from there.</summary>
    public Func<IPEndPoint, bool> IsTrunk { get; set; } = static _ => false;

    /// <summary>Who is heard at all; replaced as a whole.</summary>
    public AccessLists Lists { get; set; } = AccessLists.Open;

    /// <summary>How many messages and connections were met with silence.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>How many sources are remembered for their rate, for tests of the bound.</summary>
    internal int Remembered => rates.Count + offences.Keys;

    private long Now => clock.GetUtcNow().UtcTicks;

    /// <summary>Before anything is parsed or a connection is served: whether the source is heard.</summary>
    public bool Opens(SipProtocol protocol, IPEndPoint remote)
    {
        var heard = StandingOf(remote) != Standing.Stranger || (IsListed(protocol, remote) && !IsBlocked(protocol, remote));
        return heard || Silence();
    }

    /// <summary>After parsing: whether a message goes on to its transaction.</summary>
    public bool Admits(SipMessage message, SipFlow source)
    {
        var standing = StandingOf(source.Remote);
        if (standing == Standing.Exempt || IsUnderWay(message))
        {
            return true;
        }
        if (message is not SipRequest request)
        {
            // An answer to nothing of ours.
            return standing != Standing.Stranger || Silence();
        }
        return AdmitsRequest(request, source, standing) || Silence();
    }

    /// <summary>A message could not be read; true where its sender is to hear so.</summary>
    public bool AnswersRubbish(SipFlow source) => !IsStranger(source) || Offended(source, BlockReason.Rubbish, 1, 0) || Silence();

    /// <summary>Whether nobody has proven anything at this address.</summary>
    public bool IsStranger(SipFlow source) => IsStranger(source.Remote);

    /// <inheritdoc cref="IsStranger(SipFlow)"/>
    public bool IsStranger(IPEndPoint remote) => StandingOf(remote) == Standing.Stranger;

    /// <summary>A stranger claims to be a user who does not exist.</summary>
    public void UnknownUser(SipFlow source, string? callId)
    {
        Offended(source, BlockReason.UnknownUsers, UnknownUserPoints, Mark(callId));
        Silence();
    }

    /// <summary>Whether credentials of this user from there are looked at.</summary>
    public bool MayTry(SipFlow source, string user)
    {
        if (StandingOf(source.Remote) == Standing.Exempt)
        {
            return true;
        }
        lock (gate)
        {
            return passwords.MayTry(SourceKey.Of(source.Remote.Address), Name(user), Now) || Silence();
        }
    }

    /// <summary>
    /// A password was wrong, of a user who exists (others would fill the tables with names of any length), for a nonce that was issued to this
    /// very address: its sender is where he seems to be.
    /// </summary>
    /// <param name="source">Where it came from.</param>
    /// <param name="user">For whom.</param>
    public void WrongPassword(SipFlow source, string user)
    {
        if (StandingOf(source.Remote) is Standing.Exempt or Standing.Trunk)
        {
            return;
        }
        var key = SourceKey.Of(source.Remote.Address);
        BlockedSource? block = null;
        lock (gate)
        {
            if (passwords.Wrong(key, Name(user), Now))
            {
                block = blocks.Add(key, BlockReason.WrongPasswords, isProven: true, Now);
            }
        }
        Tell(block);
    }

    /// <summary>A password was right: from now on the source is a phone's.</summary>
    public void RightPassword(SipFlow source, string user)
    {
        var key = SourceKey.Of(source.Remote.Address);
        lock (gate)
        {
            phones.Add(key, Name(user), Now);
            passwords.Right(key, Name(user));
            blocks.Remove(key);
        }
    }

    /// <summary>Who is blocked now.</summary>
    public IReadOnlyList<BlockedSource> Blocked()
    {
        lock (gate)
        {
            return blocks.Now(Now);
        }
    }

    /// <summary>How many are blocked now.</summary>
    public int BlockedCount
    {
        get
        {
            lock (gate)
            {
                return blocks.Count(Now);
            }
        }
    }

    /// <summary>Hears a source again; false where it is not blocked.</summary>
    public bool Unblock(string source)
    {
        lock (gate)
        {
            return SourceKey.TryParse(source, out var key) && blocks.Remove(key);
        }
    }

    /// <summary>
    /// Whether it goes with a call or a request of ours. A Call-ID alone is not enough: whoever has been challenged knows one.
    /// </summary>
    private bool IsUnderWay(SipMessage message) => message switch
    {
        SipRequest { Method: SipMethods.Ack } or SipResponse => Calls.Requests.Has(message.CallId) || Calls.Dialogs.Has(message.CallId),
        _ => message.To?.Tag is not null && Calls.Dialogs.Has(message.CallId),
    };

    private bool AdmitsRequest(SipRequest request, SipFlow source, Standing standing)
    {
        var key = SourceKey.Of(source.Remote.Address);
        if (standing == Standing.Stranger)
        {
            return AdmitsStranger(request, source, key);
        }
        lock (gate)
        {
            return standing == Standing.Trunk ? rates.TakeTrunk(key, Now) : rates.TakePhone(key, source.Remote.Port, Now);
        }
    }

    private bool AdmitsStranger(SipRequest request, SipFlow source, SourceKey key)
    {
        if (ScannerSigns.IsScanner(request))
        {
            return Offended(source, BlockReason.Scanner, ScannerPoints, 0);
        }
        if (request.Method == SipMethods.Ack)
        {
            // Of a call that is over, or of none: nothing answers it anyway.
            return false;
        }
        var isAsked = request.Method switch
        {
            SipMethods.Invite or SipMethods.Register => true,
            SipMethods.Cancel => Calls.Requests.Has(request.CallId),
            _ => false,
        };
        if (!isAsked || request.To?.Tag is not null || IsFaulty(request))
        {
            return Offended(source, BlockReason.Probing, ProbePoints, Mark(request.CallId));
        }
        bool own, all;
        lock (gate)
        {
            own = rates.TakeStranger(key, Now);
            all = own && rates.TakeTogether(Now);
        }
        return own ? all : Offended(source, BlockReason.Flood, 1, 0);
    }

    private static bool IsFaulty(SipRequest request) => RequestCheck.Find(request, null, Dialogs.Capabilities.Rules) is not null;

    /// <summary>Counts an offence; always false, which is the answer to whether the offender is heard.</summary>
    private bool Offended(SipFlow source, BlockReason reason, int points, int mark)
    {
        var key = SourceKey.Of(source.Remote.Address);
        var isProven = source.Protocol != SipProtocol.Udp;
        BlockedSource? block = null;
        lock (gate)
        {
            if (offences.Add((key, isProven), points, mark, Now))
            {
                block = blocks.Add(key, reason, isProven, Now);
            }
        }
        Tell(block);
        return false;
    }

    private void Tell(BlockedSource? block)
    {
        if (block is not null)
        {
            blocked(block);
        }
    }

    /// <summary>The lists are for the ports of SIP: browsers come by that of the pages.</summary>
    private bool IsListed(SipProtocol protocol, IPEndPoint remote) =>
        protocol is SipProtocol.Ws or SipProtocol.Wss || Lists.Admits(remote.Address);

    private bool IsBlocked(SipProtocol protocol, IPEndPoint remote)
    {
        lock (gate)
        {
            return blocks.IsBlocked(SourceKey.Of(remote.Address), protocol == SipProtocol.Udp, Now);
        }
    }

    private Standing StandingOf(IPEndPoint remote)
    {
        if (!options.Loopback && IPAddress.IsLoopback(remote.Address))
        {
            return Standing.Exempt;
        }
        if (IsTrunk(remote))
        {
            return Standing.Trunk;
        }
        lock (gate)
        {
            return phones.Has(SourceKey.Of(remote.Address), Now) ? Standing.Phone : Standing.Stranger;
        }
    }

    /// <summary>Counts what is dropped; always false.</summary>
    private bool Silence()
    {
        Interlocked.Increment(ref dropped);
        return false;
    }

    // Hosts know their users in any case, and so does the count.
    private static string Name(string user) => user.ToLowerInvariant();

    private static int Mark(string? callId) => callId is null ? 0 : string.GetHashCode(callId, StringComparison.Ordinal) | 1;
}
