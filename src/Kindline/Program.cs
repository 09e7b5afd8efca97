using Kindline.Agents;
using Kindline.Appointments;
using Kindline.Audit;
using Kindline.Backup;
using Kindline.Compliance;
using Kindline.Demo;
using Kindline.Desk;
using Kindline.Dispositions;
using Kindline.Flows;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Integrations;
using Kindline.Interactions;
using Kindline.Knowledge;
using Kindline.Lists;
using Kindline.Numbers;
using Kindline.Patients;
using Kindline.Practices;
using Kindline.Recording;
using Kindline.Reporting;
using Kindline.Routing;
using Kindline.Scripts;
using Kindline.SetUp;
using Kindline.Supervision;
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
        ["import"] = ImportVerb.RunVerbAsync,
        ["export"] = Verbs.NotYet("export"),
        ["backup"] = BackupVerbs.BackupAsync,
        ["restore"] = BackupVerbs.RestoreAsync,
    });

    /// <summary>The server, ready to start. A test puts a clock of its own in the services.</summary>
    public static WebApplication Build(KindlineOptions options, MasterKey key, Action<IServiceCollection>? replace = null)
    {
        var builder = FoundationSlice.CreateBuilder(options, key);
        AuditSlice.Add(builder.Services);
        IdentitySlice.Add(builder.Services);
        PracticesSlice.Add(builder.Services);
        ComplianceSlice.Add(builder.Services);
        PatientsSlice.Add(builder.Services);
        AppointmentsSlice.Add(builder.Services);
        InteractionsSlice.Add(builder.Services);
        TelephonySlice.Add(builder.Services);
        RecordingSlice.Add(builder.Services);
        WorkItemsSlice.Add(builder.Services);
        DispositionsSlice.Add(builder.Services);
        ListsSlice.Add(builder.Services);
        ScriptsSlice.Add(builder.Services);
        NumbersSlice.Add(builder.Services);
        KnowledgeSlice.Add(builder.Services);
        RoutingSlice.Add(builder.Services);
        DemoSlice.AddData(builder.Services);
        AgentsSlice.Add(builder.Services);
        FlowsSlice.Add(builder.Services);
        SupervisionSlice.Add(builder.Services);
        DeskSlice.Add(builder.Services);
        ReportingSlice.Add(builder.Services);
        IntegrationsSlice.Add(builder.Services);
        SetUpSlice.Add(builder.Services);
        DemoSlice.Add(builder.Services);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        FoundationSlice.Use(app);
        IdentitySlice.Use(app);

        var api = app.MapGroup("/api");
        IdentitySlice.Map(app, api);
        PracticesSlice.Map(api);
        ComplianceSlice.Map(api);
        PatientsSlice.Map(api);
        AppointmentsSlice.Map(api);
        InteractionsSlice.Map(api);
        TelephonySlice.Map(app, api);
        RecordingSlice.Map(api);
        WorkItemsSlice.Map(api);
        DispositionsSlice.Map(api);
        ListsSlice.Map(api);
        ScriptsSlice.Map(api);
        NumbersSlice.Map(api);
        KnowledgeSlice.Map(api);
        RoutingSlice.Map(api);
        AgentsSlice.Map(api);
        FlowsSlice.Map(api);
        SupervisionSlice.Map(api);
        DeskSlice.Map(api);
        ReportingSlice.Map(api);
        IntegrationsSlice.Map(api);
        SetUpSlice.Map(api);
        DemoSlice.Map(api);
        return app;
    }
}
