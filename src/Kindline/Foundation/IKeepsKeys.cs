namespace Kindline.Foundation;

/// <summary>An entity that is found by keys which are made of its other fields: <see cref="Db"/> has them made anew whenever it is stored.</summary>
internal interface IKeepsKeys
{
    /// <param name="db">Where it is about to be stored.</param>
    /// <param name="isNew">Whether it has not been stored before.</param>
    /// <param name="ct">Gives up.</param>
    Task RenewKeysAsync(Db db, bool isNew, CancellationToken ct);
}
