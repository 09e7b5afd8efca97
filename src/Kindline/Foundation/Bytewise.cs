using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kindline.Foundation;

/// <summary>
/// Text that is ordered and compared by its bytes, so that an index finds what begins with something. SQLite knows nothing else;
/// PostgreSQL orders by the language of the machine unless it is told (collation "C").
/// </summary>
internal static class Bytewise
{
    private const string Annotation = "Kindline:Bytewise";

    extension<T>(PropertyBuilder<T> property)
    {
        public PropertyBuilder<T> IsBytewise() => property.HasAnnotation(Annotation, true);
    }

    public static bool Is(IReadOnlyProperty property) => property.FindAnnotation(Annotation) is not null;
}
