using Kindline.Foundation;
using Kindline.Integrations.Exports.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kindline.Tests.Integrations.Exports;

/// <summary>Nothing that the centre keeps is forgotten by an export.</summary>
public sealed class TableTests
{
    private static readonly string[] Secrets = ["Secret", "Password", "Token", "Stamp", "WrappedKey"];

    [Fact]
    public async Task Every_kind_of_thing_is_exported_or_it_is_said_why_not()
    {
        await using var db = DbFactory.Sqlite("Data Source=:memory:");
        var kept = Entities(db).Select(e => e.ClrType).ToHashSet();
        var exported = AllTables.Exported.Select(t => t.Entity).ToHashSet();

        kept.Except(exported).Except(AllTables.NotExported.Keys).Select(t => t.Name).ShouldBeEmpty();
        exported.Intersect(AllTables.NotExported.Keys).ShouldBeEmpty();
        exported.Concat(AllTables.NotExported.Keys).Except(kept).ShouldBeEmpty("what is no longer kept is named no more");
    }

    [Fact]
    public async Task Every_column_is_exported_or_it_is_said_why_not()
    {
        await using var db = DbFactory.Sqlite("Data Source=:memory:");

        foreach (var table in AllTables.Exported)
        {
            var kept = db.Model.FindEntityType(table.Entity)!.GetProperties().Select(p => p.Name);
            table.Columns.Select(c => c.Property.Name).Concat(table.LeftOut.Keys).Order().ShouldBe(kept.Order(), table.Name);
        }
    }

    [Fact]
    public async Task Whatever_names_a_practice_and_is_not_exported_says_so()
    {
        await using var db = DbFactory.Sqlite("Data Source=:memory:");
        var ofPractice = Entities(db).Where(e => e.FindProperty("PracticeId") is not null).Select(e => e.ClrType).Except(AllTables.Exported.Select(t => t.Entity));

        ofPractice.Select(t => t.Name).Order().ShouldBe(["PatientWord", "UserPractice"]);
    }

    [Fact]
    public void Each_file_and_column_has_a_name_and_a_meaning_of_its_own()
    {
        AllTables.Exported.Select(t => t.Path).ShouldBeUnique();
        foreach (var table in AllTables.Exported)
        {
            table.Header.ShouldBeUnique();
            table.Columns.ShouldAllBe(c => c.Meaning.Length > 3 && c.Kind.Length > 0);
        }
    }

    [Fact]
    public void No_secret_is_in_it() =>
        AllTables.Exported.SelectMany(t => t.Columns).Select(c => c.Property.Name).Where(n => Secrets.Any(n.Contains)).ShouldBeEmpty();

    private static IEnumerable<IEntityType> Entities(Db db) => db.Model.GetEntityTypes().Where(e => !e.IsOwned());
}
