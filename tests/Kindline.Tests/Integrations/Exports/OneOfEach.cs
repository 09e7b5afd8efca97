using System.Reflection;
using Kindline.Foundation;
using Kindline.Identity;
using Kindline.Integrations.Exports;
using Kindline.Integrations.Exports.Tables;
using Kindline.Practices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kindline.Tests.Integrations.Exports;

/// <summary>One row of each kind that a practice owns. All ids of a practice are one and the same, so that every reference finds its row; its texts are one word.</summary>
internal static class OneOfEach
{
    /// <summary>Kinds that belong to the centre although an archive names them.</summary>
    public static readonly IReadOnlyList<Type> OfTheCentre = [typeof(Kindline.Dispositions.Disposition)];

    public static async Task AddAsync(Db db, Guid id, string word, int number, CancellationToken ct)
    {
        var all = AllTables.Exported.Select(t => t.Entity).Except(OfTheCentre).ToList();
        // Whatever hangs on another comes behind it, and what an account belongs to is the centre's.
        foreach (var entity in all.OrderBy(e => e == typeof(Practice) ? 0 : 1))
        {
            db.Add(Filled(db.Model.FindEntityType(entity)!, id, word, number));
        }
        db.Add(new UserPractice { UserId = id, PracticeId = new PracticeId(id) });
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private static object Filled(IEntityType type, Guid id, string word, int number)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        foreach (var property in type.GetProperties().Where(p => p.PropertyInfo?.SetMethod is { IsPublic: true }))
        {
            property.PropertyInfo!.SetValue(row, ValueOf(property, id, word, number));
        }
        return row;
    }

    private static object? ValueOf(IProperty property, Guid id, string word, int number)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return property.Name == nameof(User.RoleKey) ? "director"
            : type == typeof(string) ? property.GetMaxLength() is { } most && most < word.Length ? word[..most] : word
            : type == typeof(Guid) ? id
            : TypedId.Is(type) ? Activator.CreateInstance(type, id)
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 11, 1, 12, 0, number, TimeSpan.Zero)
            : type == typeof(DateOnly) ? new DateOnly(2026, 11, number)
            : type == typeof(TimeOnly) ? new TimeOnly(number, 0)
            : type == typeof(bool) ? true
            : type == typeof(byte[]) ? new byte[] { 1, 2, 3 }
            : type == typeof(List<string>) ? new List<string> { word }
            : type == typeof(ExportState) ? ExportState.Removed
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)
            : Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture);
    }
}
