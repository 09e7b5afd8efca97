namespace Kindline.Patients;

/// <summary>What people with masked scope see instead of numbers and names: enough to tell rows apart, not to know the person.</summary>
internal static class Masked
{
    /// <summary>"+15125550100" becomes "+1512555••00"; what is shorter than eight characters, or no number, becomes dots.</summary>
    public static string Number(string number) =>
        number.Length < 8 || number[0] != '+' ? "••••" : $"{number[..^4]}••{number[^2..]}";

    /// <summary>"Maria Lopez" becomes "M••• L•••".</summary>
    public static string Name(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => $"{part[0]}•••"));

    /// <summary>"DM100234" becomes "••••34".</summary>
    public static string Mrn(string mrn) => mrn.Length <= 2 ? "••••" : $"••••{mrn[^2..]}";
}
