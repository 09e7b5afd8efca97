namespace Kindline.Foundation;

/// <summary>Why the server cannot run here, in one line for the person who starts it.</summary>
public sealed class CannotStartException(string line, int exitCode = CannotStartException.Settings) : Exception(line)
{
    /// <summary>A setting, a port or a key that cannot be used.</summary>
    public const int Settings = 2;

    /// <summary>Another server has the data folder.</summary>
    public const int AlreadyRunning = 3;

    public int ExitCode { get; } = exitCode;
}
