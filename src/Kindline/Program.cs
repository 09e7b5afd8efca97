using Kindline.Audit;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Practices;

return args.Length > 0 ? await Centre.Verbs.RunAsync(args) : await Server.RunAsync((options, key) => Centre.Build(options, key));

/// <summary>The table of contents: every capability of the centre, each built only on those above it.</summary>
internal static class Centre
{
    /// <summary>What the program does instead of serving.</summary>
    public static readonly Verbs Verbs = new(new Dictionary<string, Func<string[], Task<int>>>
    {
        ["audit"] = VerifyAudit.RunVerbAsync,
        ["import"] = Verbs.NotYet("import"),
        ["export"] = Verbs.NotYet("export"),
        ["backup"] = Verbs.NotYet("backup"),
        ["restore"] = Verbs.NotYet("restore"),
    });

    /// <summary>The server, ready to start. A test puts a clock of its own in the services.</summary>
    public static WebApplication Build(KindlineOptions options, MasterKey key, Action<IServiceCollection>? replace = null)
    {
        var builder = FoundationSlice.CreateBuilder(options, key);
        AuditSlice.Add(builder.Services);
        IdentitySlice.Add(builder.Services);
        PracticesSlice.Add(builder.Services);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        FoundationSlice.Use(app);
        IdentitySlice.Use(app);

        var api = app.MapGroup("/api");
        IdentitySlice.Map(app, api);
        PracticesSlice.Map(api);
        return app;
    }
}
