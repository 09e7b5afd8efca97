namespace Kindline.Voice.Sip;

/// <summary>What a server thinks of credentials.</summary>
public abstract record DigestVerdict
{
    private DigestVerdict()
    {
    }

    /// <summary>The sender knows the secret of this user.</summary>
    public sealed record Accepted(string User) : DigestVerdict;

    /// <summary>The secret is right and the nonce too old, or from before a restart: challenge with stale=true.</summary>
    public sealed record Stale : DigestVerdict;

    /// <summary>The secret is right and the nonce count was used before: somebody replays. Challenge with stale=true.</summary>
    public sealed record Replayed : DigestVerdict;

    /// <summary>Not accepted. The sender is never told why.</summary>
    public sealed record Refused(DigestRefusal Reason) : DigestVerdict;
}

/// <summary>Why credentials were refused.</summary>
public enum DigestRefusal
{
    /// <summary>They are for another realm.</summary>
    OtherRealm,

    /// <summary>They use an algorithm or qop that was not offered.</summary>
    NotOffered,

    /// <summary>Nobody has this name.</summary>
    UnknownUser,

    /// <summary>The response does not match.</summary>
    WrongResponse,
}

/// <summary>What a server knows of a user.</summary>
public abstract record DigestSecret
{
    private DigestSecret()
    {
    }

    /// <summary>The password itself; good for every algorithm and realm.</summary>
    public sealed record Password(string Text) : DigestSecret
    {
        /// <summary>Without the password, so that no log has it.</summary>
        public override string ToString() => nameof(Password);
    }

    /// <summary>The hash of "user:realm:password" in hexadecimal; good for its algorithm and realm only.</summary>
    public sealed record Ha1(DigestAlgorithm Algorithm, string Hex) : DigestSecret
    {
        /// <summary>Without the hash, which is as good as a password.</summary>
        public override string ToString() => nameof(Ha1);
    }
}
