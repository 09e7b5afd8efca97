namespace Kindline.Voice.Sdp;

/// <summary>Collects the lines of a description while it is read.</summary>
internal sealed class SdpDraft
{
    private readonly List<SdpLine> information = [];
    private readonly List<string> bandwidths = [];
    private readonly List<SdpLine> times = [];
    private readonly List<SdpAttribute> attributes = [];
    private readonly List<SectionDraft> sections = [];
    private bool hasVersion;
    private SdpOrigin? origin;
    private string? name;
    private SdpConnection? connection;

    /// <summary>Takes a line; the fault in words where it cannot.</summary>
    public string? Add(ReadOnlySpan<char> line)
    {
        if (line.Length < 2 || line[1] != '=')
        {
            return "a line is not of the form x=value";
        }
        if (line.Contains('\r'))
        {
            return "a carriage return stands within a line";
        }
        var type = line[0];
        var value = line[2..];
        if (!hasVersion)
        {
            hasVersion = line is "v=0";
            return hasVersion ? null : "the first line is not v=0";
        }
        if (type == 'm')
        {
            return AddSection(value);
        }
        return sections.Count == 0 ? AddToSession(type, value) : sections[^1].Add(type, value);
    }

    /// <summary>The description, or null where a mandatory line is missing.</summary>
    public SessionDescription? Build() => origin is null
        ? null
        : new SessionDescription(origin, name ?? "-")
        {
            Information = information,
            Connection = connection,
            Bandwidths = bandwidths,
            Times = times.Count == 0 ? [new SdpLine('t', "0 0")] : times,
            Attributes = attributes,
            Media = [.. sections.Select(s => s.Build())],
        };

    private string? AddSection(ReadOnlySpan<char> value)
    {
        if (SdpParser.ReadMedia(value) is not { } media)
        {
            return "m= is malformed";
        }
        sections.Add(new SectionDraft(media));
        return null;
    }

    private string? AddToSession(char type, ReadOnlySpan<char> value)
    {
        switch (type)
        {
            case 'o' when origin is null:
                origin = SdpParser.ReadOrigin(value);
                return origin is null ? "o= is malformed" : null;
            case 's' when name is null:
                name = value.ToString();
                return null;
            case 'c':
                connection ??= SdpParser.ReadConnection(value);
                return connection is null ? "c= is malformed" : null;
            case 'b':
                bandwidths.Add(value.ToString());
                return null;
            case 'i' or 'u' or 'e' or 'p':
                information.Add(new SdpLine(type, value.ToString()));
                return null;
            case 't' or 'r' or 'z' or 'k':
                times.Add(new SdpLine(type, value.ToString()));
                return null;
            case 'a':
                return AddAttribute(attributes, value);
            default:
                return "a line is of an unknown type or occurs twice";
        }
    }

    private static string? AddAttribute(List<SdpAttribute> attributes, ReadOnlySpan<char> value)
    {
        if (SdpParser.ReadAttribute(value) is not { } attribute)
        {
            return "a= is malformed";
        }
        attributes.Add(attribute);
        return null;
    }

    private sealed class SectionDraft(MediaDescription media)
    {
        private readonly List<string> bandwidths = [];
        private readonly List<SdpAttribute> attributes = [];
        private string? title;
        private SdpConnection? connection;

        public string? Add(char type, ReadOnlySpan<char> value)
        {
            switch (type)
            {
                case 'i' when title is null:
                    title = value.ToString();
                    return null;
                case 'c':
                    connection ??= SdpParser.ReadConnection(value);
                    return connection is null ? "c= is malformed" : null;
                case 'b':
                    bandwidths.Add(value.ToString());
                    return null;
                case 'k':
                    // keys have no meaning any more (RFC 8866 5.12)
                    return null;
                case 'a':
                    return AddAttribute(attributes, value);
                default:
                    return "a line is of an unknown type or occurs twice";
            }
        }

        public MediaDescription Build() => media with
        {
            Title = title,
            Connection = connection,
            Bandwidths = bandwidths,
            Attributes = attributes,
        };
    }
}
