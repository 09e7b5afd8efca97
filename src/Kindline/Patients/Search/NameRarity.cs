namespace Kindline.Patients.Search;

/// <summary>How much less likely a name is meant for being rare, in the measure of <see cref="NameScore"/>.</summary>
internal static class NameRarity
{
    private const double OfTheRarest = 0.5;
    private const int Usual = 256;

    public static double Of(int bearers) => OfTheRarest * (1 - Math.Min(1, Math.Log(1 + bearers) / Math.Log(Usual)));
}
