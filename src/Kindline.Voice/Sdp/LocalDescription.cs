using System.Globalization;

namespace Kindline.Voice.Sdp;

/// <summary>
/// Numbers what one side of a session sends: the version in o= rises by one when the description differs from the last one and stays
/// when it does not (RFC 3264 8). One owner, no locks.
/// </summary>
public sealed class LocalDescription
{
    private ulong version;
    private string? lastText;

    /// <summary>The description as it is to be sent.</summary>
    public SessionDescription Stamp(SessionDescription description)
    {
        var text = WithVersion(description, 0).ToString();
        if (text != lastText)
        {
            lastText = text;
            version++;
        }
        return WithVersion(description, version);
    }

    private static SessionDescription WithVersion(SessionDescription description, ulong version) =>
        description with { Origin = description.Origin with { Version = version.ToString(CultureInfo.InvariantCulture) } };
}
