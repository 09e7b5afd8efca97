namespace Kindline.WorkItems;

/// <summary>Registers the lists of tasks and of what we owe.</summary>
internal static class WorkItemsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<OweCallBack>();
        services.AddSingleton<OweFollowUp>();
        services.AddSingleton<SettleOwed>();
        services.AddSingleton<AddWorkItem>();
        services.AddSingleton<TakeOwed>();
        services.AddSingleton<TakeWorkItem>();
        services.AddSingleton<WorkItemQueries>();
    }

    public static void Map(IEndpointRouteBuilder api) => WorkItemsApi.Map(api);
}
