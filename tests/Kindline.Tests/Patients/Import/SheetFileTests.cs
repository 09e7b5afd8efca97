using System.Text;
using Kindline.Patients.Import;

namespace Kindline.Tests.Patients.Import;

/// <summary>Files as practices really send them.</summary>
public sealed class SheetFileTests
{
    private const int FuzzInputs = 20_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    static SheetFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "windows-1252"];

    [Theory, MemberData(nameof(Encodings))]
    public async Task Letters_are_read_in_whatever_encoding(string name)
    {
        const string Text = "Name;City\r\nMuñoz, Zoë;Curaçao\r\n";
        var encoding = name == "utf-8-bom" ? new UTF8Encoding(true) : name == "utf-8" ? new UTF8Encoding(false) : Encoding.GetEncoding(name);

        var (header, rows) = await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);

        header.ShouldBe(["Name", "City"]);
        rows.ShouldHaveSingleItem().Cells.ShouldBe(["Muñoz, Zoë", "Curaçao"]);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "1", "2")]
    [InlineData("a;b\n1,5;2\n", "1,5", "2")]
    [InlineData("a\tb\n1\t2\n", "1", "2")]
    [InlineData("a|b\n1|2\n", "1", "2")]
    [InlineData("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n", "x, y", "he said \"no\"")]
    [InlineData("a,b\n\n  ,\n\"two\nlines\",2", "two\nlines", "2")]
    public async Task Separators_and_quotes_are_found_out(string text, params string[] cells) =>
        (await ReadAsync(Encoding.UTF8.GetBytes(text))).Rows.ShouldHaveSingleItem().Cells.ShouldBe(cells);

    [Fact]
    public async Task Titles_above_the_names_of_the_columns_are_passed_over()
    {
        var (header, rows) = await ReadAsync(Encoding.UTF8.GetBytes("Patient List exported 12/01/2026\n\nMRN;Name\n1;Ada\n"));

        header.ShouldBe(["MRN", "Name"]);
        (rows.ShouldHaveSingleItem().Line, rows[0].Cells[1]).ShouldBe((4, "Ada"));
    }

    [Fact]
    public async Task Faults_name_the_line_and_the_rows_around_them_are_read()
    {
        var text = $"mrn,name\n1,Ada\n2,Bea,too,many\n3,\"C\" x\n4,{new string('d', 10_001)}\n5,E\0\n6,Fay\n";

        var (_, rows) = await ReadAsync(Encoding.UTF8.GetBytes(text));

        rows.Select(r => (r.Line, r.Fault)).ShouldBe(
            [
                (2, null), (3, "it has 4 values, and the header 2"), (4, "a quote stands in the middle of a value"),
                (5, "name has 10001 characters; 10000 are read at most"), (6, "name has a character that is none (NUL)"), (7, null),
            ]);
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("\n \n", "The file is empty.")]
    [InlineData("%PDF-1.7\n1 0 obj\nendobj\n", "There is only one column. A file of people is a table: one column for the name, one for the telephone number, and so on, saved as CSV or Excel.")]
    [InlineData("100,Rosa,Hinojosa,3/14/1971\n101,Luis,Marlow,5/1/1980\n", "Line 1 should name the columns, but there is a date or a telephone number in it. Put a line of names above the first person, such as Last name, First name, Date of birth, Phone.")]
    [InlineData("PK\u0003\u0004", "This workbook is broken or incomplete. Open it in a spreadsheet program and save it anew.")]
    public async Task What_is_no_sheet_is_refused(string text, string why) =>
        (await Should.ThrowAsync<SheetException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)))).Message.ShouldBe(why);

    [Fact]
    public async Task A_quote_that_is_never_closed_ends_the_reading_and_keeps_what_was_before()
    {
        var text = "mrn,name\n1,Ada\n2,\"Bea\n" + string.Concat(Enumerable.Repeat("3,Cleo\n", 60_000));
        await using var sheet = await SheetFile.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Ct);

        (await sheet.NextAsync(Ct))!.Cells.ShouldBe(["1", "Ada"]);

        (await Should.ThrowAsync<SheetException>(() => sheet.NextAsync(Ct))).Message.ShouldStartWith("Line 3 and all behind it cannot be read");
    }

    [Fact]
    public async Task No_bytes_make_it_fail_in_another_way()
    {
        var random = new Random(6);
        var seed = Encoding.UTF8.GetBytes("mrn;name;dob;phone\r\n100;\"O'Hara, Rosa\";3/14/1971;(512) 555-0142\r\n200;李;1980-02-30;x\r\n");
        var reader = new LineReader(["mrn", "name", "dob", "phone"], ImportMapping.Guess(["mrn", "name", "dob", "phone"], []), false, new DateOnly(2026, 11, 16));

        for (var n = 0; n < FuzzInputs; n++)
        {
            var bytes = seed.ToArray();
            for (var changes = random.Next(1, 12); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            try
            {
                (await ReadAsync(bytes[..random.Next(bytes.Length + 1)])).Rows.ForEach(r => reader.Read(r).ShouldNotBeNull());
            }
            catch (SheetException e)
            {
                e.Message.ShouldNotBeEmpty();
            }
        }
    }

    private static async Task<(IReadOnlyList<string> Header, List<SheetRow> Rows)> ReadAsync(byte[] bytes)
    {
        await using var sheet = await SheetFile.OpenAsync(new MemoryStream(bytes), Ct);
        List<SheetRow> rows = [];
        while (await sheet.NextAsync(Ct) is { } row)
        {
            rows.Add(row);
        }
        return (sheet.Header, rows);
    }
}
