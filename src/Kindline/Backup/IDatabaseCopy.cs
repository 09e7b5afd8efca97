using Kindline.Foundation;

namespace Kindline.Backup;

/// <summary>
/// Copies of a centre's databases as they are at one moment, made while the server writes, sealed on their way to the disk.
/// </summary>
internal interface IDatabaseCopy
{
    /// <summary>"sqlite" or "postgres", as the manifest has it.</summary>
    string Engine { get; }

    /// <summary>Seals the databases into the folder, and says what is in this very copy.</summary>
    Task<(DatabaseFigures Figures, IReadOnlyList<string> Names)> SaveAsync(string folder, CancellationToken ct);

    /// <summary>Nothing of a centre may be there yet.</summary>
    /// <exception cref="BackupException">There is.</exception>
    Task CheckEmptyAsync(CancellationToken ct);

    /// <summary>Puts the databases of a backup in their place, and says what is in them then.</summary>
    Task<DatabaseFigures> LoadAsync(string folder, CancellationToken ct);

    static IDatabaseCopy For(KindlineOptions options, MasterKey master) =>
        options.Postgres is { } connection ? new PostgresCopy(connection, master) : new SqliteCopy(options.DataFolder, master);
}
