using System.Text.Json;
using System.Text.Json.Serialization;
using Kindline.Engine;
using Kindline.Foundation;

namespace Kindline.Recording;

/// <summary>
/// What a recording needs besides its sound, in a small file of its own that is on disk before the first second is: so a recording
/// outlives a database that was away. The data key in it is wrapped by the master key, which lies elsewhere.
/// </summary>
internal sealed record RecordingSidecar(
    RecordingId Id,
    InteractionId Interaction,
    PracticeId Practice,
    RecordingKind Kind,
    DateTimeOffset StartedAt,
    byte[] WrappedKey)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new TypedIdJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public void Write(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(file, this, Options);
        file.Flush(flushToDisk: true);
    }

    public static RecordingSidecar? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordingSidecar>(File.ReadAllBytes(path), Options);
        }
        catch (JsonException)
        {
            // Torn by a crash before its recording began: there is nothing to open.
            return null;
        }
    }
}
