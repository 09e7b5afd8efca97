using Kindline.Engine;

namespace Kindline.Telephony.Signalling;

/// <summary>A leg in the list of legs.</summary>
/// <param name="Party">Who was at the other end.</param>
/// <param name="Seconds">From the first message to the last.</param>
/// <param name="Answer">The final answer to the INVITE; empty where none came.</param>
public sealed record SignallingLegView(Guid Id, InteractionId InteractionId, string Party, DateTimeOffset StartedAt, double Seconds, string Answer, bool Failed);

/// <summary>One message of a ladder.</summary>
/// <param name="Milliseconds">Since the first message of the ladder.</param>
/// <param name="Leg">Index of its leg.</param>
/// <param name="Sent">Whether we sent it.</param>
/// <param name="Title">A request's method, or a response's status and phrase.</param>
/// <param name="CSeq">Number and method that it belongs to.</param>
/// <param name="Text">All of it, masked where the ladder is.</param>
public sealed record LadderMessage(DateTimeOffset At, double Milliseconds, int Leg, bool Sent, string Title, string CSeq, string Text);

/// <summary>A column of a ladder.</summary>
/// <param name="Peer">Transport, address and port of the other end.</param>
/// <param name="Left">Messages that passed and were not kept.</param>
public sealed record LadderLeg(string Party, string Peer, string Answer, bool Failed, int Left);

/// <summary>The signalling of a call, leg beside leg.</summary>
/// <param name="Running">Whether a leg still stands: there is more to come.</param>
/// <param name="Masked">Whether numbers, names and secrets are taken out.</param>
public sealed record LadderView(IReadOnlyList<LadderLeg> Legs, IReadOnlyList<LadderMessage> Messages, bool Running, bool Masked);
