using System.IO.Compression;
using System.Text;

namespace Kindline.Tests.Patients.Import;

/// <summary>A workbook of hand-written parts, as spreadsheet programs write them.</summary>
internal static class WorkbookFile
{
    /// <summary>Styles by their number: 0 general, 1 a date, 2 a date with its time, 3 five digits.</summary>
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts>
        <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    private const string Relations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/hidden.xml"/>
        <Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        <Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>
        """;

    private const string Book = """
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <sheets><sheet name="Old" sheetId="1" state="hidden" r:id="r1"/><sheet name="Patients" sheetId="2" r:id="r2"/></sheets></workbook>
        """;

    /// <param name="rows">The sheet's rows as XML.</param>
    /// <param name="texts">The table of texts, to which cells of type s point.</param>
    public static byte[] Of(string rows, params string[] texts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "xl/workbook.xml", Book);
            Add(zip, "xl/_rels/workbook.xml.rels", Relations);
            Add(zip, "xl/styles.xml", Styles);
            Add(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{string.Concat(texts.Select(t => $"<si><t>{t}</t></si>"))}</sst>");
            Add(zip, "xl/worksheets/hidden.xml", Sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>hidden</t></is></c></row>"));
            Add(zip, "xl/worksheets/sheet1.xml", Sheet(rows));
        }
        return file.ToArray();
    }

    /// <summary>A sheet of plain texts.</summary>
    public static byte[] OfTexts(params string[][] rows) => Of(string.Concat(rows.Select((row, r) =>
        $"<row r=\"{r + 1}\">{string.Concat(row.Select((cell, c) => $"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>")));

    private static string Sheet(string rows) => $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>";

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
