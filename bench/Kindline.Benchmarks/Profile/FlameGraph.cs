using System.Globalization;
using System.Net;
using System.Text;

namespace Kindline.Benchmarks.Profile;

/// <summary>Stacks as a picture (an icicle after Gregg's flame graphs): the thread's beginning above, what ran below, as wide as their share.</summary>
internal static class FlameGraph
{
    private const int Width = 1200;
    private const int Row = 17;
    private const int Top = 40;
    private const double Narrowest = 0.8;
    private const double LetterWidth = 6.2;

    public static string Draw(StackCounts stacks, string title)
    {
        var rows = new StringBuilder();
        var depth = DrawChildren(rows, stacks.Root, 0, 0, Width / (double)Math.Max(1, stacks.Total), stacks.Total);
        var height = Top + ((depth + 1) * Row);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-family="sans-serif" font-size="11" role="img" aria-label="{Escape(title)}">
            <rect width="{Width}" height="{height}" fill="white"/>
            <text x="8" y="24" font-size="16" font-weight="bold">{Escape(title)}</text>
            <text x="{Width - 8}" y="24" text-anchor="end">{stacks.Total} samples; kernel grey, .NET blue, native green</text>
            {rows}</svg>

            """);
    }

    private static int DrawChildren(StringBuilder rows, StackNode node, int level, double left, double perSample, int total)
    {
        var deepest = level;
        foreach (var child in node.Children.Values)
        {
            var width = child.Count * perSample;
            if (width >= Narrowest)
            {
                Box(rows, child, level, left, width, 100.0 * child.Count / total);
                deepest = Math.Max(deepest, DrawChildren(rows, child, level + 1, left, perSample, total));
            }
            left += width;
        }
        return deepest;
    }

    private static void Box(StringBuilder rows, StackNode node, int level, double left, double width, double percent)
    {
        var top = Top + (level * Row);
        rows.Append(CultureInfo.InvariantCulture,
            $"<g><title>{Escape(node.Name)}, {percent:F1} %</title><rect x=\"{left:F1}\" y=\"{top}\" width=\"{width - 0.3:F1}\" height=\"{Row - 1}\" fill=\"{ColourOf(node.Name)}\"/>");
        var letters = (int)((width - 6) / LetterWidth);
        if (letters >= 4)
        {
            var words = node.Name.Length <= letters ? node.Name : $"{node.Name[..(letters - 2)]}..";
            rows.Append(CultureInfo.InvariantCulture, $"<text x=\"{left + 3:F1}\" y=\"{top + 12}\">{Escape(words)}</text>");
        }
        rows.Append("</g>\n");
    }

    private static string ColourOf(string name) =>
        name.StartsWith("kernel:", StringComparison.Ordinal) ? "#d9dde2" : name.Contains(':', StringComparison.Ordinal) ? "#bfe3c4" : "#bcd7f5";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
