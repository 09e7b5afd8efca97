namespace Kindline.Telephony.Signalling;

/// <summary>What the other end of a leg is called where it is no agent of ours, who goes by name.</summary>
internal static class CallParty
{
    /// <summary>Who called in.</summary>
    public const string Caller = "Caller";

    /// <summary>Whom we called, outside.</summary>
    public const string Outside = "Outside";

    /// <summary>A phone of ours on whose own keys a number was dialled.</summary>
    public const string OwnPhone = "Own phone";
}
