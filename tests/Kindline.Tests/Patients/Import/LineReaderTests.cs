using Kindline.Patients;
using Kindline.Patients.Import;

namespace Kindline.Tests.Patients.Import;

public sealed class LineReaderTests
{
    private static readonly DateOnly Today = new(2026, 11, 16);

    [Theory]
    [InlineData("3/14/1971", "1971-03-14")]
    [InlineData("03-14-1971", "1971-03-14")]
    [InlineData("1971-03-14", "1971-03-14")]
    [InlineData("19710314", "1971-03-14")]
    [InlineData("1971-03-14T00:00:00", "1971-03-14")]
    [InlineData("3/14/1971 12:00:00 AM", "1971-03-14")]
    [InlineData("3/14/71", "1971-03-14")]
    [InlineData("3/14/31", "1931-03-14")]
    [InlineData("14-Mar-1971", "1971-03-14")]
    [InlineData("March 14, 1971", "1971-03-14")]
    [InlineData("26006", "1971-03-14")]
    public void A_date_of_birth_is_read_in_every_usual_form(string text, string day) =>
        Read(["mrn", "last", "first", "dob"], "1", "Hinojosa", "Rosa", text).Person.BornOn.ShouldBe(DateOnly.ParseExact(day, "yyyy-MM-dd"));

    [Theory]
    [InlineData("14/3/1971", "dob is no date with the month first; it would be one with the day first")]
    [InlineData("2/30/1971", "dob is no date that can be read")]
    [InlineData("unknown", "dob is no date that can be read")]
    [InlineData("3/14/2027", "dob lies in the future")]
    [InlineData("3/14/1871", "dob is more than 125 years ago")]
    public void A_date_of_birth_that_is_none_rejects_the_row(string text, string why) =>
        Reject(["mrn", "last", "first", "dob"], "1", "Hinojosa", "Rosa", text).ShouldBe(why);

    [Fact]
    public void The_day_comes_first_where_it_is_said_so() =>
        Reader(["mrn", "last", "first", "dob"], dayFirst: true).Read(new SheetRow(2, ["1", "Hinojosa", "Rosa", "14/3/1971"], null))
            .ShouldBeOfType<LineOutcome.Read>().Person.BornOn.ShouldBe(new DateOnly(1971, 3, 14));

    [Theory]
    [InlineData("Hinojosa, Rosa María", "Rosa María", "Hinojosa")]
    [InlineData("Rosa María Hinojosa", "Rosa María", "Hinojosa")]
    [InlineData("Cher", "", "Cher")]
    [InlineData("NULL, Ann", "Ann", "NULL")]
    public void Both_names_in_one_column_are_taken_apart(string name, string first, string last)
    {
        var person = Read(["mrn", "patient name"], "1", name).Person;

        (person.FirstName, person.LastName).ShouldBe((first, last));
    }

    [Fact]
    public void What_makes_no_sense_is_left_out_and_said()
    {
        string[] header = ["MRN", "Last Name", "First Name", "Home Phone", "Cell", "E-Mail", "State", "Preferred Language", "Balance", "Zip"];

        var read = Read(header, "1", "Hinojosa", "Rosa", "555", "5125550142.0", "rosa at home", "Texas", "Klingon", "twelve", "12345678901");

        read.LeftOut.ShouldBe(
            [
                "Home Phone is no telephone number", "E-Mail is no e-mail address", "State is no state's two letters", "Zip is longer than 10 characters",
                "Preferred Language is no language that is known", "Balance is no amount",
            ], ignoreOrder: true);
        read.Person.Numbers.ShouldBe(["+15125550142"]);
    }

    [Fact]
    public void Medicines_are_one_a_line_however_a_file_parts_them_and_notes_keep_their_lines()
    {
        var person = Read(["mrn", "name", "Current Medications", "Notes in your EMR"], "1", "Rosa Hinojosa", "Latanoprost 0.005 % ; Metformin 500 mg|\n Timolol", "Seen for glaucoma;\r\nreturn in March").Person;

        person.Medications.ShouldBe("Latanoprost 0.005 %\nMetformin 500 mg\nTimolol");
        person.ChartNotes.ShouldBe("Seen for glaucoma;\nreturn in March");
    }

    [Fact]
    public void What_makes_sense_is_taken_over()
    {
        string[] header = ["Chart #", "Surname", "Given Name", "Phone 1", "Phone 2", "Email Address", "Address 1", "City", "ST", "Zip Code", "Language", "Payer Name", "Balance Due", "Fax"];

        var person = Read(
            header, "DM-7", "Muñoz", "Zoë", "(512) 555-0142", "1-737-555-0160", "zoe@example.com", "12 Juniper Lane", "Austin", "tx", "78701-1234", "Spanish", "Self-pay", "($1,234.50)", "x").Person;

        (person.Mrn, person.FirstName, person.LastName, person.Email, person.State, person.Zip, person.Language, person.Plan, person.BalanceCents)
            .ShouldBe(("DM-7", "Zoë", "Muñoz", "zoe@example.com", "TX", "78701-1234", "es", null, -123_450));
        person.Payer.ShouldBe("Self-pay");
        person.Numbers.ShouldBe(["+15125550142", "+17375550160"]);
    }

    [Theory]
    [InlineData("phone", "(512) 555-0142", "+15125550142")]
    [InlineData("Cell Phone", "(512) 555-0142", "+15125550142 Mobile")]
    [InlineData("patient_mobile", "5125550142; 512-555-0143", "+15125550142 Mobile", "+15125550143 Mobile")]
    [InlineData("Work Phone", "512.555.0142", "+15125550142 work")]
    [InlineData("Home Phone", "512.555.0142 (cell) or 512/555-0143", "+15125550142 Mobile", "+15125550143")]
    [InlineData("phone", "512-555-0142 x22", "+15125550142")]
    [InlineData("phone", "(512) 555-0142 ext. 7, 512-555-0143 work", "+15125550142", "+15125550143 work")]
    [InlineData("phone", "512-555-0142 (mom)")]
    [InlineData("phone", "call the office")]
    public void A_cell_tells_all_of_its_numbers_and_what_they_are(string column, string text, params string[] numbers)
    {
        var read = Read(["mrn", "last", "first", column], "1", "Hinojosa", "Rosa", text);

        read.Person.Phones.Select(p => $"{p.Number}{(p.Type == LineType.Unknown ? "" : $" {p.Type}")}{(p.IsWork ? " work" : "")}").ShouldBe(numbers);
        read.LeftOut.ShouldBe(numbers.Length == 0 ? [$"{column} is no telephone number"] : text.Contains('x') ? [$"{column} is taken without its extension"] : []);
    }

    [Fact]
    public void Wishes_and_what_else_practices_know_are_taken_over()
    {
        string[] header = ["mrn", "last", "first", "DNC", "No Texts", "Do not email", "Status", "Referring Provider", "Lead Source", "Member ID"];

        var asked = Read(header, "1", "Hinojosa", "Rosa", "per patient 3/2", "X", "no", "Deceased", "Dr. Ortega", "Radio", "AB-1").Person;
        var silent = Read(header, "2", "Marlow", "Luis", "N", "", "N/A", "active", "", "", "");

        asked.Wishes.ShouldBe(new LineWishes(DoNotCall: true, NoTexts: true, NoVoicemail: false, NoEmail: false, NoMail: false));
        (asked.Status, asked.ReferredBy, asked.Source, asked.MemberId).ShouldBe((PatientStatus.Deceased, "Dr. Ortega", "Radio", "AB-1"));
        (silent.Person.Wishes, silent.Person.Status, silent.LeftOut.Count).ShouldBe((LineWishes.None, PatientStatus.Active, 0));
        Read(header, "3", "Salas", "Ida", "", "", "", "Completed", "", "", "").LeftOut.ShouldBe(["Status is none of active, inactive and deceased"]);
    }

    [Fact]
    public void A_file_adds_wishes_and_takes_none_back()
    {
        var now = DateTimeOffset.UnixEpoch;
        var patient = new Patient { Mrn = "1", Status = PatientStatus.Deceased, DoNotCallSince = now, NoVoicemail = true };
        string[] header = ["mrn", "last", "first", "DNC", "No Texts", "No Voicemail", "Status"];

        var change = PersonChange.Apply(Read(header, "1", "Hinojosa", "Rosa", "no", "yes", "no", "active").Person, patient, now.AddDays(1));

        (patient.Status, patient.DoNotCallSince, patient.NoVoicemail, patient.NoTexts).ShouldBe((PatientStatus.Deceased, now, true, true));
        change.TakeBack(patient).ShouldBeTrue();
        (patient.NoTexts, patient.NoVoicemail).ShouldBe((false, true));
    }

    [Theory]
    [InlineData("there is no name", "1", "", "", "")]
    [InlineData("the name is a formula", "1", "=cmd|'/c calc'!A1", "Rosa", "")]
    [InlineData("the name has no letters: does the right column hold it?", "1", "Hinojosa", "3/14/1971", "")]
    [InlineData("nothing but the name is known", "", "Hinojosa", "Rosa", "NULL")]
    public void Nobody_is_made_of_nothing(string why, params string[] cells) => Reject(["mrn", "last", "first", "dob"], cells).ShouldBe(why);

    [Theory]
    [InlineData("No column holds the name: a first and a last name, or both in one.", "mrn", "dob")]
    [InlineData("Names alone tell nobody apart: a column must hold the record number, the date of birth or a telephone number.", "last name", "first name", "city")]
    [InlineData(null, "Apellidos", "Nombre", "Fecha de nacimiento")]
    public void A_sheet_that_tells_nobody_apart_is_known_by_its_header(string? why, params string[] header) =>
        ImportMapping.Guess(header, []).WhatIsMissing().ShouldBe(why);

    [Fact]
    public void A_text_loses_its_line_breaks_and_keeps_its_words_apart()
    {
        var field = new PatientField { Id = new(Guid.CreateVersion7()), Label = "Recall note" };
        string[] header = ["mrn", "name", "Recall note"];
        var reader = new LineReader(header, ImportMapping.Guess(header, [field]), false, Today) { OwnFields = [field] };

        var read = (LineOutcome.Read)reader.Read(new SheetRow(2, ["100", "Rosa Hinojosa", "call\tin\nMay"], null));

        read.Person.Own![field.Id].ShouldBe("call in May");
        read.LeftOut.ShouldBeEmpty();
    }

    private static LineReader Reader(string[] header, bool dayFirst = false) => new(header, ImportMapping.Guess(header, []), dayFirst, Today);

    private static LineOutcome.Read Read(string[] header, params string[] cells) =>
        Reader(header).Read(new SheetRow(2, cells, null)).ShouldBeOfType<LineOutcome.Read>();

    private static string Reject(string[] header, params string[] cells) =>
        Reader(header).Read(new SheetRow(2, cells, null)).ShouldBeOfType<LineOutcome.Rejected>().Why;
}
