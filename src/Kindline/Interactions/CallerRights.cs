namespace Kindline.Interactions;

/// <summary>What whoever speaks may do for the person the call is about, once that is known.</summary>
[Flags]
public enum CallerRights
{
    None = 0,

    /// <summary>Be told of visits and of what is on record.</summary>
    Hear = 1,

    /// <summary>Book, move and cancel appointments (R150).</summary>
    Book = 2,

    /// <summary>Be told of coverage and balance, and pay.</summary>
    Bill = 4,

    /// <summary>Have the record changed: address, telephones, who speaks for the patient.</summary>
    Change = 8,

    All = Hear | Book | Bill | Change,

    /// <summary>Be told of confidential visits: of the patient in person alone, and no part of what others may be given.</summary>
    Confide = 16,
}
