using Kindline.Agents;
using Kindline.Audit;
using Kindline.Demo;
using Kindline.Dispositions;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Integrations;
using Kindline.Interactions;
using Kindline.Numbers;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Recording;
using Kindline.Reporting;
using Kindline.Routing;
using Kindline.Telephony;
using Kindline.WorkItems;

return args.Length > 0 ? await Centre.Verbs.RunAsync(args) : await Server.RunAsync((options, key) => Centre.Build(options, key));

/// <summary>The table of contents: every capability of the centre, each built only on those above it.</summary>
internal static class Centre
{
    /// <summary>What the program does instead of serving.</summary>
    public static readonly Verbs Verbs = new(new Dictionary<string, Func<string[], Task<int>>>
    {
        ["audit"] = VerifyAudit.RunVerbAsync,
        ["report"] = ReportVerb.RunAsync,
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
        PatientsSlice.Add(builder.Services);
        InteractionsSlice.Add(builder.Services);
        TelephonySlice.Add(builder.Services);
        RecordingSlice.Add(builder.Services);
        WorkItemsSlice.Add(builder.Services);
        DispositionsSlice.Add(builder.Services);
        NumbersSlice.Add(builder.Services);
        RoutingSlice.Add(builder.Services);
        DemoSlice.AddData(builder.Services);
        AgentsSlice.Add(builder.Services);
        FlowsSlice.Add(builder.Services);
        ReportingSlice.Add(builder.Services);
        IntegrationsSlice.Add(builder.Services);
        DemoSlice.Add(builder.Services);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        FoundationSlice.Use(app);
        IdentitySlice.Use(app);

        var api = app.MapGroup("/api");
        IdentitySlice.Map(app, api);
        PracticesSlice.Map(api);
        PatientsSlice.Map(api);
        InteractionsSlice.Map(api);
        TelephonySlice.Map(app, api);
        RecordingSlice.Map(api);
        WorkItemsSlice.Map(api);
        DispositionsSlice.Map(api);
        NumbersSlice.Map(api);
        RoutingSlice.Map(api);
        AgentsSlice.Map(api);
        FlowsSlice.Map(api);
        ReportingSlice.Map(api);
        return app;
    }
}
