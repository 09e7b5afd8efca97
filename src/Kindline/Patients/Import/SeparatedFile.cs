using System.Text;
using CsvHelper;

namespace Kindline.Patients.Import;

/// <summary>
/// Text with separated values, as practices export it: separator, byte order mark and encoding are found out (UTF-8, UTF-16, else
/// Windows-1252, which every byte is valid in). A quote that is never closed does not swallow the file: a row has 256 KiB at most.
/// <code>
/// MRN;Last Name;First Name;DOB
/// 100234;"O'Hara; Jr.";Rosa;03/14/1971
/// </code>
/// </summary>
internal sealed class SeparatedFile : SheetFile
{
    private const int LongestRow = 256 << 10;

    private readonly CsvReader csv;
    private string? malformed;

    private SeparatedFile(Stream content, Encoding? encoding) => csv = CsvReader.Create(content, new CsvReaderOptions
    {
        Encoding = encoding,
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = LongestRow,
        OnMalformedRecord = record => malformed = record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote => "a quote is opened and never closed",
            CsvMalformedReason.StrayQuote or CsvMalformedReason.TextAfterClosingQuote => "a quote stands in the middle of a value",
            _ => null,
        },
    }, leaveOpen: false);

    public static async Task<SheetFile> OpenTextAsync(Stream content, CancellationToken ct) => new SeparatedFile(content, await EncodingOfAsync(content, ct));

    public override ValueTask DisposeAsync() => csv.DisposeAsync();

    protected override async ValueTask<SheetRow?> NextRowAsync(CancellationToken ct)
    {
        try
        {
            if (!await csv.ReadAsync(ct))
            {
                return null;
            }
        }
        catch (CsvFormatException e)
        {
            throw new SheetException($"Line {e.LineNumber} and all behind it cannot be read: a value is longer than {LongestRow >> 10} KiB, or a quote is never closed.");
        }
        var cells = new string[csv.FieldCount];
        for (var n = 0; n < cells.Length; n++)
        {
            cells[n] = csv.GetString(n);
        }
        var row = new SheetRow(csv.LineNumber, cells, malformed);
        malformed = null;
        return row;
    }

    // A mark is honoured by the reader. Without one it is UTF-8 where all of it is, and else what Windows programs write.
    private static async Task<Encoding?> EncodingOfAsync(Stream content, CancellationToken ct)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[bytes.Length + 4];
        var isFirst = true;
        try
        {
            for (var read = await content.ReadAsync(bytes, ct); read > 0; read = await content.ReadAsync(bytes, ct))
            {
                if (isFirst && HasWideMark(bytes.AsSpan(0, read)))
                {
                    return null;
                }
                isFirst = false;
                strict.GetChars(bytes, 0, read, chars, 0, flush: false);
            }
            strict.GetChars([], 0, 0, chars, 0, flush: true);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(1252);
        }
        finally
        {
            content.Position = 0;
        }
    }

    private static bool HasWideMark(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
}
