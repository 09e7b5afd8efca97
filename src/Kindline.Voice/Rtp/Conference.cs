using Kindline.Voice.Audio;
using Kindline.Voice.Recording;

namespace Kindline.Voice.Rtp;

/// <summary>Which channel of the recording a party speaks on.</summary>
public enum ConferenceRole
{
    /// <summary>The patient or whoever else is not of the centre: left.</summary>
    Outside,

    /// <summary>An agent, a supervisor, a consulted colleague: right.</summary>
    OurSide,
}

/// <summary>Who of the others hears a member. Everybody unless somebody coaches.</summary>
public enum Audience
{
    /// <summary>A member like any other: heard by all, recorded.</summary>
    Everybody,

    /// <summary>A whisper: heard by our side only; neither the outside party nor the recording has it.</summary>
    OurSide,

    /// <summary>A listener: heard by nobody, not recorded.</summary>
    Nobody,
}

/// <summary>
/// Parties who hear each other, none themselves; two are an ordinary call. From the second party on prompts end and backgrounds
/// pause; a party alone (or held) keeps hearing its own prompts and background, so a caller in a queue may be in a conference
/// of one to be recorded. What is recorded is what all may hear of the parties, never prompts, music or whispers. May be used from any thread.
/// </summary>
public sealed class Conference : IAsyncDisposable
{
    private readonly MediaEngine engine;
    private readonly List<Member> members = [];
    private readonly int[] sum = new int[AudioFrame.Samples];
    private readonly int[] whispered = new int[AudioFrame.Samples];
    private readonly int[] heard = new int[AudioFrame.Samples];
    private readonly short[] left = new short[AudioFrame.Samples];
    private readonly short[] right = new short[AudioFrame.Samples];
    private volatile IRecordingSink? recorder;

    /// <summary>An empty conference.</summary>
    public Conference(MediaEngine engine)
    {
        this.engine = engine;
        engine.Register(this);
    }

    /// <summary>
    /// Gets a stereo frame every 20 ms from when it is set until it is replaced, silent ones too: left the outside parties, right our side.
    /// </summary>
    public IRecordingSink? Recorder
    {
        get => recorder;
        set => recorder = value;
    }

    /// <summary>Takes a party in; one that is in another conference leaves that, one that is in this only changes its role and its audience.</summary>
    public void Add(MediaPort port, ConferenceRole role, Audience audience = Audience.Everybody) => engine.Post(() => DoAdd(port, role, audience));

    /// <summary>Lets a party go; it hears its background again. Nothing happens where it is none of this conference.</summary>
    public void Remove(MediaPort port) => engine.Post(() => Drop(port));

    /// <summary>A held party hears its background, and is neither heard nor recorded.</summary>
    public void SetHold(MediaPort port, bool held) => engine.Post(() => DoHold(port, held));

    /// <summary>Lets all parties go. The recorder gets no more frames once this has completed; it is the caller's to close.</summary>
    public async ValueTask DisposeAsync()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Post(() =>
        {
            foreach (var member in members)
            {
                member.Port.Conference = null;
            }
            members.Clear();
            recorder = null;
            engine.Unregister(this);
            gone.SetResult();
        });
        await gone.Task.ConfigureAwait(false);
    }

    /// <summary>Each member that is not held gets the sum of those who are heard by it; whoever hears nobody keeps its background.</summary>
    internal void Mix()
    {
        if (members.Count < 2)
        {
            return;
        }
        Array.Clear(sum);
        Array.Clear(whispered);
        foreach (var member in members)
        {
            if (!member.Held && member.Audience != Audience.Nobody)
            {
                Mixing.AddTo(member.Audience == Audience.Everybody ? sum : whispered, member.Port.Input);
            }
        }
        foreach (var member in members)
        {
            if (!member.Held && Heard(member) > 0)
            {
                Mix(member);
            }
        }
    }

    private void Mix(Member member)
    {
        Span<int> all = sum;
        if (member.Role == ConferenceRole.OurSide)
        {
            Mixing.Add(sum, whispered, heard);
            all = heard;
        }
        var isInIt = member.Audience == Audience.Everybody || (member is { Audience: Audience.OurSide, Role: ConferenceRole.OurSide });
        if (isInIt)
        {
            Mixing.Without(all, member.Port.Input, member.Port.HearOthers());
        }
        else
        {
            Mixing.Clip(all, member.Port.HearOthers());
        }
    }

    internal void Record()
    {
        if (recorder is not { } sink)
        {
            return;
        }
        SumOf(ConferenceRole.Outside, left);
        SumOf(ConferenceRole.OurSide, right);
        sink.Write(left, right);
    }

    /// <summary>On the media thread.</summary>
    internal void Drop(MediaPort port)
    {
        if (members.RemoveAll(m => m.Port == port) > 0)
        {
            port.Conference = null;
        }
    }

    private void DoAdd(MediaPort port, ConferenceRole role, Audience audience)
    {
        if (port.Closed)
        {
            return;
        }
        if (members.Find(m => m.Port == port) is { } member)
        {
            member.Role = role;
            if (member.Audience != audience)
            {
                member.Audience = audience;
                JoinTalk(member);
            }
            return;
        }
        port.Conference?.Drop(port);
        port.Conference = this;
        var newcomer = new Member(port, role, audience);
        members.Add(newcomer);
        JoinTalk(newcomer);
    }

    private void DoHold(MediaPort port, bool held)
    {
        if (members.Find(m => m.Port == port) is { } member && member.Held != held)
        {
            member.Held = held;
            JoinTalk(member);
        }
    }

    // The prompts of those end who hear somebody from now on; who did before keeps the whisper that plays.
    private void JoinTalk(Member newcomer)
    {
        if (newcomer.Held)
        {
            return;
        }
        foreach (var member in members)
        {
            if (!member.Held && (member == newcomer ? Heard(member) > 0 : Reaches(newcomer, member) && Heard(member) == 1))
            {
                member.Port.EndPrompt();
            }
        }
    }

    /// <summary>How many of the others this one hears.</summary>
    private int Heard(Member by)
    {
        var heardByOne = 0;
        foreach (var member in members)
        {
            heardByOne += Reaches(member, by) ? 1 : 0;
        }
        return heardByOne;
    }

    private static bool Reaches(Member speaker, Member hearer) => speaker != hearer && !speaker.Held && speaker.Audience switch
    {
        Audience.Everybody => true,
        Audience.OurSide => hearer.Role == ConferenceRole.OurSide,
        _ => false,
    };

    private void SumOf(ConferenceRole role, Span<short> channel)
    {
        Array.Clear(sum);
        foreach (var member in members)
        {
            if (!member.Held && member.Role == role && member.Audience == Audience.Everybody)
            {
                Mixing.AddTo(sum, member.Port.Input);
            }
        }
        Mixing.Clip(sum, channel);
    }

    private sealed class Member(MediaPort port, ConferenceRole role, Audience audience)
    {
        internal MediaPort Port { get; } = port;

        internal ConferenceRole Role { get; set; } = role;

        internal Audience Audience { get; set; } = audience;

        internal bool Held { get; set; }
    }
}
