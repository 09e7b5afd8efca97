namespace Kindline.Backup;

/// <summary>Why a backup cannot be made or put back, in words for the one who asked.</summary>
internal sealed class BackupException(string message) : Exception(message);
