namespace Kindline.Demo;

/// <summary>The invented people of the demo practice: a user of every role, ten agents.</summary>
internal static class DemoPeople
{
    public static readonly IReadOnlyList<(string User, string Name, string Role)> All =
    [
        ("agent1", "Maria Lopez", "agent"),
        ("agent2", "James Porter", "agent"),
        ("agent3", "Aisha Bello", "agent"),
        ("agent4", "Tom Nguyen", "agent"),
        ("agent5", "Grace Kim", "agent"),
        ("agent6", "Luis Ortega", "agent"),
        ("agent7", "Hannah Weiss", "agent"),
        ("agent8", "Deshawn Carter", "agent"),
        ("agent9", "Priya Nair", "agent"),
        ("agent10", "Olga Petrova", "agent"),
        ("lead", "Renee Dubois", "lead"),
        ("supervisor", "Samuel Okafor", "supervisor"),
        ("qa", "Quinn Archer", "qa"),
        ("director", "Diane Whitfield", "director"),
        ("rcm", "Robert Chen", "rcm"),
        ("mis", "Mina Sato", "mis"),
        ("liaison", "Laura Bennett", "liaison"),
        ("marketing", "Marcus Hill", "marketing"),
        ("accounts", "Alice Romero", "accounts"),
        ("frontdesk", "Fiona Gray", "frontdesk"),
        ("nurse", "Nadia Rahman", "nurse"),
        ("provider", "Dr. Peter Vance", "provider"),
        ("manager", "Monica Reyes", "manager"),
        ("admin", "Adrian Cole", "admin"),
    ];

    public static bool TakesCalls(string role) => role is "agent" or "liaison";
}
