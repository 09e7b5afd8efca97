using System.Text.Json;

namespace Kindline.Benchmarks.Desktops;

/// <summary>
/// What each page asks for, read off src/web/src: the frame (foundation/Shell.tsx, Footer.tsx), the desk with its
/// record in front (desk/Desk.tsx, desk/work/WorkPanel.tsx), the floor (floor/FloorPage.tsx) and the board (floor/Board.tsx).
/// </summary>
internal static class PagesOf
{
    /// <summary>The queries whose keys the live connection can name.</summary>
    public static IReadOnlyList<PageQuery> Queries(PageKind kind, Desktop page, JsonElement me, DeskCall call) => kind switch
    {
        PageKind.Board => [new PageQuery("floor", "/api/floor/board", page)],
        PageKind.Floor => [.. Frame(page, call), new PageQuery("emergencies", "/api/emergencies", page), new PageQuery("floor", "/api/floor", page, new FloorSeen(page).Shown)],
        _ => [.. Frame(page, call), .. Desk(page, me)],
    };

    /// <summary>What a page asks for once, however much changes.</summary>
    public static IReadOnlyList<string> OnceAsked(PageKind kind) =>
        kind == PageKind.Desk ? ["/api/agents/me/location", "/api/dispositions"] : [];

    private static IEnumerable<PageQuery> Frame(Desktop page, DeskCall call) =>
    [
        new PageQuery("me", "/api/agents/me", page, call.Shown),
        new PageQuery("calls", "/api/reports/my-day", page),
        new PageQuery("queues", "/api/queues", page),
        new PageQuery("announcements", "/api/announcements", page),
    ];

    private static IEnumerable<PageQuery> Desk(Desktop page, JsonElement me) =>
    [
        new PageQuery("parked", "/api/calls/parked", page),
        new PageQuery("knowledge", $"/api/knowledge?practice={me.GetProperty("practices")[0].GetProperty("id").GetString()}&size=500", page),
    ];
}
