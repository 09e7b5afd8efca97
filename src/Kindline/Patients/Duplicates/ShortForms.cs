namespace Kindline.Patients.Duplicates;

/// <summary>Given names that one person goes by in turn, English and Spanish: those that neither letters nor sound show.</summary>
internal static class ShortForms
{
    private static readonly string[] Families =
    [
        "alexander alex sandy xander", "andrew andy drew", "anthony tony", "antonio tono", "benjamin ben", "charles chuck charlie", "christopher chris",
        "daniel dan danny", "david dave", "edward ed eddie ted", "elizabeth liz beth betty eliza lisa", "francisco paco pancho frank", "francis frank",
        "guadalupe lupe lupita", "guillermo memo", "ignacio nacho", "isabel chavela", "james jim jimmy", "jennifer jen jenny", "jesus chuy", "john jack johnny",
        "jose pepe", "joseph joe joey", "katherine kathy kate katie", "lawrence larry", "leonard leo lenny", "manuel manny", "margaret maggie meg peggy",
        "margarita rita", "maria mary", "matthew matt", "michael mike", "nicholas nick", "patricia pat patty trish", "patrick pat", "rafael rafa", "richard rick dick rich",
        "robert bob rob bobby", "roberto beto", "rosario chayo", "samuel sam", "steven steve", "stephen steve", "susan sue", "theodore ted", "theresa terry", "thomas tom tommy",
        "victoria vicky", "william bill will billy liam",
    ];

    private static readonly ILookup<string, int> ByName = Families.SelectMany((names, family) => names.Split(' ').Select(name => (name, family)))
        .ToLookup(n => n.name, n => n.family);

    /// <summary>Whether two plain given names may be one person's.</summary>
    public static bool AreOne(string one, string other) => ByName[one].Intersect(ByName[other]).Any();
}
