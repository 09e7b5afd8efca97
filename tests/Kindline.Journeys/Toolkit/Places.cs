namespace Kindline.Journeys.Toolkit;

/// <summary>Where things are in this clone, found by walking up from the test's own folder.</summary>
static class Places
{
    /// <summary>The folder that holds Kindline.slnx.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The built server, of the same configuration as this test.</summary>
    public static string Server { get; } =
        Path.Combine(Repository, "src/Kindline/bin", Configuration, "net10.0/kindline.dll");

    /// <summary>A SIPp scenario of tests/data/sipp.</summary>
    public static string Scenario(string name) => Path.Combine(Repository, "tests/data/sipp", name + ".xml");

    /// <summary>A fresh folder outside the repository.</summary>
    public static string NewFolder(string purpose) => Directory.CreateTempSubdirectory($"kindline-{purpose}-").FullName;

    static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kindline.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Kindline.slnx is in no folder above " + AppContext.BaseDirectory);
    }
}
