namespace Kindline.Voice.Sip;

/// <summary>Why a TLS connection to a peer could not be made.</summary>
public enum ConnectFault
{
    /// <summary>Nothing takes connections there.</summary>
    Unreachable,

    /// <summary>What listens there speaks no TLS 1.2 or later, or shows no certificate.</summary>
    NoTls,

    /// <summary>Its certificate was signed by nobody that is trusted, or was tampered with.</summary>
    NotTrusted,

    /// <summary>Its certificate is not valid yet, or not any more.</summary>
    Expired,

    /// <summary>Its certificate is another one's.</summary>
    WrongName,

    /// <summary>It hung up before it said anything: as a rule it wants a certificate that we have not, or not ours.</summary>
    Closed,
}

/// <summary>The faults for the journal of a call and for the log.</summary>
public static class ConnectFaultWords
{
    /// <summary>What comes after "The trunk cannot be reached:".</summary>
    public static string Words(this ConnectFault fault) => fault switch
    {
        ConnectFault.NoTls => "no TLS spoken there",
        ConnectFault.NotTrusted => "certificate not trusted",
        ConnectFault.Expired => "certificate not valid now",
        ConnectFault.WrongName => "name in the certificate does not match",
        ConnectFault.Closed => "closed the connection at once",
        _ => "nothing answers at the address",
    };
}
