using Kindline.Identity;
using Kindline.Practices.Contacts;
using Kindline.Practices.Links;

namespace Kindline.Practices;

/// <summary>The medical groups that the centre serves.</summary>
internal static class PracticesSlice
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<IPracticeNames, PracticeNames>().AddSingleton<EditPractice>().AddSingleton<EditDirectory>().AddSingleton<OpeningTimes>()
        .AddSingleton<EditContacts>().AddSingleton<AcceptPayer>().AddSingleton<EditStaff>().AddSingleton<ContactQueries>().AddSingleton<EditLinks>();

    public static void Map(IEndpointRouteBuilder api)
    {
        PracticesApi.Map(api);
        DirectoryApi.Map(api);
        ContactsApi.Map(api);
        StaffApi.Map(api);
        LinksApi.Map(api);
    }
}
