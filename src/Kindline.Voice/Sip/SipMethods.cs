using System.Text;

namespace Kindline.Voice.Sip;

/// <summary>The registered methods. Methods are case-sensitive (RFC 3261 7.1).</summary>
public static class SipMethods
{
#pragma warning disable CS1591 // the names say it
    public const string Ack = "ACK";
    public const string Bye = "BYE";
    public const string Cancel = "CANCEL";
    public const string Info = "INFO";
    public const string Invite = "INVITE";
    public const string Message = "MESSAGE";
    public const string Notify = "NOTIFY";
    public const string Options = "OPTIONS";
    public const string Prack = "PRACK";
    public const string Publish = "PUBLISH";
    public const string Refer = "REFER";
    public const string Register = "REGISTER";
    public const string Subscribe = "SUBSCRIBE";
    public const string Update = "UPDATE";
#pragma warning restore CS1591

    private static readonly string[] Registered =
    [
        Invite, Ack, Bye, Cancel, Register, Options, Info, Update, Prack, Refer, Notify, Subscribe, Message, Publish,
    ];

    /// <summary>Whether the method is one that the SIP registry knows, supported here or not.</summary>
    public static bool IsRegistered(string method) => Registered.Contains(method);

    /// <summary>The method as a string, shared where it is a registered one.</summary>
    internal static string Name(ReadOnlySpan<byte> method)
    {
        foreach (var known in Registered)
        {
            if (Ascii.Equals(method, known))
            {
                return known;
            }
        }
        return Encoding.ASCII.GetString(method);
    }
}
