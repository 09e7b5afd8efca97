namespace Kindline.Demo.Town;

/// <summary>What the people of the town say. No text names anybody: it is kept as sound.</summary>
internal static class Wishes
{
    /// <summary>What a caller answers in a talk.</summary>
    public static readonly IReadOnlyList<string> Replies = ["Yes, that works for me.", "Let me see. Yes, I have it here.", "Okay. Thank you very much."];

    /// <summary>What an agent says after the greeting.</summary>
    public static readonly IReadOnlyList<string> AgentLines =
        ["Sure, let me look at that for you.", "I see. Would Thursday at ten in the morning be good for you?", "All right. That is settled, then."];

    public const string Goodbye = "Thank you for calling Bayview Eye. Have a good day.";

    /// <summary>Of somebody in the town who is called.</summary>
    public const string Hello = "Hello? Yes, this is a good time. Thank you for calling me back.";

    /// <summary>A demo reaches no help, and says so.</summary>
    public const string NoHelpHere = "This is a demonstration. Nobody hears this call. Use another telephone if you need help.";

    private static readonly string[] OfPatients =
    [
        "Hello, I would like to book an appointment for an eye exam, please.",
        "Hi, I need to move my appointment to another day. Can you help me?",
        "Good morning. My glasses broke, and I wonder how soon I can be seen.",
        "Hello, I am calling about the drops the doctor gave me. I have a question.",
    ];

    private static readonly string[] OfMothers =
    [
        "Hi, I have two children who both need an eye exam before school starts. Can they come on the same day?",
        "Hello, I am calling for my son and my daughter. I would like to move both of their visits.",
    ];

    private static readonly string[] OfOffices =
    [
        "Hello, this is a doctor's office. We have a referral for one of our patients, and would like the first free visit.",
        "Hi, I am calling from a provider's office. Did you receive the records that we sent by fax?",
    ];

    private static readonly string[] OfPayers = ["Hello, I am calling from a health plan about a claim of last month."];

    private static readonly string[] OfStrangers = ["Hello? Is this the pizza place on Harbor Street?", "Oh, I am sorry. I think I have the wrong number."];

    public static IReadOnlyList<string> Of(Townsperson who) => who switch
    {
        Townsperson.Mother => OfMothers,
        Townsperson.ProviderOffice => OfOffices,
        Townsperson.Payer => OfPayers,
        Townsperson.WrongNumber => OfStrangers,
        _ => OfPatients,
    };

    public static string GreetingOf(string firstName) => $"Bayview Eye, this is {firstName}. How can I help you today?";
}
