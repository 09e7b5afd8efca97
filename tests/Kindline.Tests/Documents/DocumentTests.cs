using System.Text.RegularExpressions;
using Kindline.Reporting.Metrics;

namespace Kindline.Tests.Documents;

public partial class DocumentTests
{
    [Fact]
    public void Every_link_of_the_documents_leads_to_a_file_that_is_there()
    {
        var root = Root();
        var pages = Directory.GetFiles(root, "*.md").Concat(Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)).ToList();

        var broken = pages.SelectMany(page => Links(page).Select(link => (page, link)))
            .Where(l => !Path.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(l.page)!, l.link.Split('#')[0]))))
            .Select(l => $"{Path.GetRelativePath(root, l.page)}: {l.link}");

        pages.Count.ShouldBeGreaterThan(10);
        broken.ShouldBeEmpty();
    }

    [Fact]
    public void The_page_of_metrics_says_what_the_code_counts()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "metrics.md"));

        var missing = InboundMetrics.All.Where(m => !page.Contains($"| {m.Title} | {m.Formula} |", StringComparison.Ordinal)).Select(m => m.Key);

        missing.ShouldBeEmpty();
    }

    private static IEnumerable<string> Links(string page) =>
        MarkdownLink().Matches(File.ReadAllText(page)).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith('#'));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Kindline.slnx")))
        {
            folder = folder.Parent!;
        }
        return folder.FullName;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();
}
