namespace Kindline.Identity;

/// <summary>Hears that a person has signed in with a password, before that person's first page is there.</summary>
internal interface ISignInWatch
{
    Task SignedInAsync(Guid userId, CancellationToken ct);
}
