namespace Kindline.Voice.Sdp;

/// <summary>Which way media goes, seen from the side that says it (RFC 8866 6.7).</summary>
[Flags]
public enum MediaDirection
{
    /// <summary>"inactive".</summary>
    Inactive = 0,

    /// <summary>"sendonly": a side that holds the other with music.</summary>
    SendOnly = 1,

    /// <summary>"recvonly".</summary>
    RecvOnly = 2,

    /// <summary>"sendrecv", also where nothing is said.</summary>
    SendRecv = SendOnly | RecvOnly,
}

/// <summary>The attribute names of directions.</summary>
public static class MediaDirections
{
    /// <summary>The same direction seen from the other side.</summary>
    public static MediaDirection Mirror(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => MediaDirection.RecvOnly,
        MediaDirection.RecvOnly => MediaDirection.SendOnly,
        _ => direction,
    };

    /// <summary>The attribute that says it.</summary>
    public static string AttributeName(this MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => "sendonly",
        MediaDirection.RecvOnly => "recvonly",
        MediaDirection.Inactive => "inactive",
        _ => "sendrecv",
    };

    /// <summary>The first direction among the attributes, or null.</summary>
    internal static MediaDirection? In(IReadOnlyList<SdpAttribute> attributes)
    {
        foreach (var attribute in attributes)
        {
            switch (attribute.Name)
            {
                case "sendrecv":
                    return MediaDirection.SendRecv;
                case "sendonly":
                    return MediaDirection.SendOnly;
                case "recvonly":
                    return MediaDirection.RecvOnly;
                case "inactive":
                    return MediaDirection.Inactive;
            }
        }
        return null;
    }
}
