using Kindline.Compliance;
using Kindline.Patients.Duplicates;
using Kindline.Patients.Guarded;
using Kindline.Patients.Notices;
using Kindline.Patients.Search;

namespace Kindline.Patients;

/// <summary>Registers the finding and reading of patients.</summary>
internal static class PatientsSlice
{
    public static void Add(IServiceCollection services)
    {
        services.AddHostedService<KeysOfOldPatients>();
        services.AddSingleton<NameWords>();
        services.AddSingleton<PatientFinder>();
        services.AddSingleton<PatientQueries>();
        services.AddSingleton<ChangePatient>();
        services.AddSingleton<ReportDeath>();
        services.AddSingleton<HiddenVips>();
        services.AddSingleton<OpenVip>();
        services.AddSingleton<OpeningQueries>();
        services.AddSingleton<ReviewOpening>();
        services.AddSingleton<NoticeQueries>();
        services.AddSingleton<TellOldContact>();
        services.AddSingleton<IHoldsPatients, NoticeMerges>();
        services.AddSingleton<ReferralQueries>();
        services.AddSingleton<EditPatientFields>();
        services.AddSingleton<SeedPatients>();
        services.AddSingleton<ComparePatients>();
        services.AddHostedService<ComparingPatients>();
        services.AddSingleton<MergePatients>();
        services.AddSingleton<UnmergePatients>();
        services.AddSingleton<KeepApart>();
        services.AddSingleton<PairByHand>();
        services.AddSingleton<PairQueries>();
        services.AddSingleton<IPatientState, PatientState>();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        PatientsApi.Map(api);
        PatientFieldsApi.Map(api);
        ReferralsApi.Map(api);
        DuplicatesApi.Map(api);
        OpeningsApi.Map(api);
        NoticesApi.Map(api);
    }
}
