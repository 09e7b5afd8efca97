using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.SetUp;

/// <summary>What a centre has of what its first call needs; no patient stands in it.</summary>
/// <param name="Trunks">The carriers by name.</param>
/// <param name="Unknown">Numbers that carriers brought calls for and that lead nowhere, the newest first.</param>
internal sealed record SetUpView(IReadOnlyList<SetUpPractice> Practices, IReadOnlyList<string> Trunks, IReadOnlyList<UnknownLine> Unknown);

/// <param name="Profile">Whose agents serve its queues; null before there is one.</param>
/// <param name="Agents">Accounts that take calls and have a routing profile.</param>
/// <param name="Ready">How many wait for a call now.</param>
/// <param name="LastCall">The last that came in; null before the first.</param>
internal sealed record SetUpPractice(
    PracticeId Id, string Name, IReadOnlyList<SetUpQueue> Queues, ProfileId? Profile, IReadOnlyList<SetUpNumber> Numbers, int People, int Agents, int Ready, SetUpCall? LastCall);

internal sealed record SetUpQueue(QueueId Id, string Name);

internal sealed record SetUpNumber(string E164, string Purpose);

/// <param name="Number">Ours, that was dialled.</param>
/// <param name="Answered">By a person.</param>
internal sealed record SetUpCall(DateTimeOffset StartedAt, string Number, bool Answered, bool Ended);

/// <param name="E164">As a number, where it can be read as one.</param>
internal sealed record UnknownLine(string Dialled, string? E164, string Trunk, DateTimeOffset At);
