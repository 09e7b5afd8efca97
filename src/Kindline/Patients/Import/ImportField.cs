namespace Kindline.Patients.Import;

/// <summary>What a column of a sheet may hold.</summary>
internal enum ImportField
{
    Mrn,
    FirstName,
    LastName,

    /// <summary>"Hinojosa, Rosa" or "Rosa Hinojosa".</summary>
    FullName,
    BornOn,

    /// <summary>May be several columns; the first is called first.</summary>
    Phone,
    Email,
    Street,
    City,
    State,
    Zip,
    Language,
    Plan,
    Balance,

    /// <summary>Medicines of the chart, apart by lines, semicolons or bars.</summary>
    Medications,

    /// <summary>Notes of the chart.</summary>
    ChartNotes,
    Payer,
    MemberId,
    SecondaryPayer,
    SecondaryPlan,
    SecondaryMemberId,
    ReferredBy,

    /// <summary>Where they heard of the practice, or the list was bought.</summary>
    Source,

    /// <summary>Active, inactive or deceased.</summary>
    Status,

    /// <summary>These only ever add a wish (<see cref="LineWishes"/>).</summary>
    DoNotCall,
    NoTexts,
    NoVoicemail,
    NoEmail,
    NoMail,
}
