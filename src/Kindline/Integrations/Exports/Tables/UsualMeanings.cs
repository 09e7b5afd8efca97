namespace Kindline.Integrations.Exports.Tables;

/// <summary>What a column means wherever it stands.</summary>
internal static class UsualMeanings
{
    private static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
    {
        ["Id"] = "of this row; other files name it by this",
        ["PracticeId"] = "id in practice.csv",
        ["PatientId"] = "id in patients.csv",
        ["InteractionId"] = "id in interactions.csv",
        ["QueueId"] = "id in queues.csv",
        ["OrganisationId"] = "id in organisations.csv",
        ["LocationId"] = "id in locations.csv",
        ["ProviderId"] = "id in providers.csv",
        ["VisitTypeId"] = "id in visit-types.csv",
        ["ProfileId"] = "id in routing-profiles.csv",
        ["ImportId"] = "id in imports.csv",
        ["MergeId"] = "id in merges.csv",
        ["CardId"] = "id in knowledge-cards.csv",
        ["WorkItemId"] = "id in work-items.csv",
        ["AgentId"] = "id in users.csv",
        ["UserId"] = "id in users.csv",
        ["OwnerId"] = "id in users.csv of who answers for it",
        ["ChangedAt"] = "when it was last changed",
        ["ChangedBy"] = "id in users.csv of who changed it last",
        ["DeletedAt"] = "since when it is deleted; empty where it is not",
        ["RetiredAt"] = "since when it is used no more; empty where it is in use",
        ["Name"] = "its name",
        ["Position"] = "its place among the others, from 0",
        ["Note"] = "what else is to be known",
        ["Phone"] = "E.164",
        ["Fax"] = "E.164",
        ["Email"] = "e-mail address",
        ["Version"] = "one more with every change",
    };

    /// <exception cref="ArgumentException">It has no usual meaning.</exception>
    public static string Of(string property) =>
        All.TryGetValue(property, out var meaning) ? meaning : throw new ArgumentException($"what {property} means has to be said", nameof(property));
}
