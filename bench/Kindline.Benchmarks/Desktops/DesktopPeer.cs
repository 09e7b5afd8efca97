using System.Globalization;
using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>
/// All browsers of the run in a process of its own. Reads a line from standard input and answers each with one: "open USER KIND ..."
/// opens pages one after the other and tells how many there are, "take" answers the figures since the last time.
/// </summary>
internal static class DesktopPeer
{
    public const string Verb = "desktop-peer";

    /// <summary>Runs until standard input ends.</summary>
    public static async Task<int> RunAsync(string centre)
    {
        var (figures, pages) = (new DesktopFigures(), new List<Desktop>());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var pair in words.Skip(1).Chunk(2))
            {
                if (await Desktop.OpenAsync(new Uri(centre), pair[0], Enum.Parse<PageKind>(pair[1]), figures) is { } page)
                {
                    pages.Add(page);
                }
            }
            Console.WriteLine(words[0] == "take" ? JsonSerializer.Serialize(figures.Take()) : pages.Count.ToString(CultureInfo.InvariantCulture));
        }
        pages.ForEach(p => p.Dispose());
        return 0;
    }
}
