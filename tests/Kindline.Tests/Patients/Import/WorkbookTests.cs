using System.IO.Compression;
using System.Text;
using Kindline.Patients.Import;

namespace Kindline.Tests.Patients.Import;

/// <summary>Workbooks as practices really send them.</summary>
public sealed class WorkbookTests
{
    private const int FuzzInputs = 3_000;

    private const string Rows = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>
        <row r="2"><c r="A2"><v>100234</v></c><c r="B2" t="inlineStr"><is><t>Muñoz 李</t></is></c><c r="C2" s="1"><v>26006</v></c><c r="D2"><v>5125550142</v></c><c r="E2" s="3"><v>2139</v></c></row>
        <row r="4"><c r="A4" t="str"><f>"DM-"&amp;1</f><v>DM-1</v></c><c r="B4" t="b"><v>1</v></c><c r="C4" s="2"><v>26006.5</v></c><c r="D4"><v>12.5</v></c></row>
        """;

    private static readonly string[] Texts = ["MRN", "Name", "DOB", "Phone", "ZIP"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dates_are_dates_formulas_their_values_and_numbers_as_they_were_typed()
    {
        var (header, rows) = await ReadAsync(WorkbookFile.Of(Rows, Texts));

        header.ShouldBe(Texts);
        rows.Select(r => (r.Line, string.Join('|', r.Cells), r.Fault)).ShouldBe(
            [(2, "100234|Muñoz 李|1971-03-14|5125550142|02139", null), (4, "DM-1|TRUE|1971-03-14T12:00:00|12.5", null)]);
    }

    [Fact]
    public async Task A_workbook_takes_the_same_people_in_as_the_text_of_it()
    {
        var (header, rows) = await ReadAsync(WorkbookFile.Of(Rows, Texts));
        var reader = new LineReader(header, ImportMapping.Guess(header, []), DayFirst: false, new DateOnly(2026, 11, 16));

        var person = reader.Read(rows[0]).ShouldBeOfType<LineOutcome.Read>().Person;

        (person.Mrn, person.LastName, person.BornOn, person.Zip).ShouldBe(("100234", "李", new DateOnly(1971, 3, 14), "02139"));
        person.Numbers.ShouldBe(["+15125550142"]);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>MRN</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Name</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>2</v></c><c r=\"C2\"><v>3</v></c></row>", "it has 3 values, and the header 2")]
    public async Task A_fault_names_its_row(string rows, string fault) =>
        (await ReadAsync(WorkbookFile.Of(rows))).Rows.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.Line.ShouldBe(2), r => r.Fault.ShouldBe(fault));

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>x</is></c></row>", "broken or incomplete")]
    public async Task What_is_broken_is_refused(string rows, string why) =>
        (await Should.ThrowAsync<SheetException>(() => ReadAsync(WorkbookFile.Of(rows, "MRN")))).Message.ShouldContain(why);

    [Fact]
    public async Task Another_packed_file_is_refused()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("word/document.xml");
        }

        (await Should.ThrowAsync<SheetException>(() => ReadAsync(file.ToArray()))).Message.ShouldBe("This is no workbook (.xlsx), but another packed file.");
    }

    [Fact]
    public async Task No_bytes_make_it_fail_in_another_way()
    {
        var random = new Random(6);
        var whole = WorkbookFile.Of(Rows, Texts);

        for (var n = 0; n < FuzzInputs; n++)
        {
            var bytes = n % 2 == 0 ? Changed(random, whole, 0)[..random.Next(whole.Length + 1)] : WorkbookFile.Of(Encoding.UTF8.GetString(Changed(random, Encoding.UTF8.GetBytes(Rows), 40)), Texts);
            try
            {
                (await ReadAsync(bytes)).Rows.ShouldAllBe(r => r.Line > 0);
            }
            catch (SheetException e)
            {
                e.Message.ShouldNotBeEmpty();
            }
        }
    }

    private static byte[] Changed(Random random, byte[] whole, int from)
    {
        var bytes = whole.ToArray();
        for (var changes = random.Next(1, 12); changes > 0; changes--)
        {
            bytes[random.Next(from, bytes.Length)] = (byte)random.Next(32, 256);
        }
        return bytes;
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
