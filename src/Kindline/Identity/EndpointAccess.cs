namespace Kindline.Identity;

/// <summary>What an endpoint asks of its caller; a test finds every route without one.</summary>
/// <param name="Permission">A <see cref="Identity.Permission"/>, or null for anyone signed in, or anyone at all.</param>
/// <param name="Public">Whether nobody has to be signed in.</param>
internal sealed record AccessRule(string? Permission, bool Public);

/// <summary>Says that an endpoint answers with patient data, and under which code its reads are audited; the handler does the auditing.</summary>
internal sealed record AuditRule(string Code);

internal static class EndpointAccess
{
    extension<TBuilder>(TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Only who has this permission; the handler narrows by its scope.</summary>
        public TBuilder Requires(string permission) => endpoint.WithMetadata(new AccessRule(permission, Public: false));

        /// <summary>Anyone who is signed in.</summary>
        public TBuilder ForAnySignedIn() => endpoint.WithMetadata(new AccessRule(null, Public: false));

        /// <summary>Anyone at all; say why where it is used.</summary>
        public TBuilder ForAnyone() => endpoint.WithMetadata(new AccessRule(null, Public: true));

        /// <summary>The handler audits what it reads of patients under this code.</summary>
        public TBuilder Audits(string code) => endpoint.WithMetadata(new AuditRule(code));
    }
}
