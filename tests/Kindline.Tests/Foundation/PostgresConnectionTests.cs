using Kindline.Foundation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kindline.Tests.Foundation;

/// <summary>What a connection to PostgreSQL is set to where the connection string does not say.</summary>
public sealed class PostgresConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "off")]
    [InlineData(";Options=-c jit=on", "on")]
    public async Task Short_statements_are_not_compiled_unless_the_connection_string_says_so(string more, string jit)
    {
        await using var db = Open(more);

        (await db.Database.SqlQueryRaw<string>("SHOW jit").ToListAsync(Ct)).ShouldBe([jit]);
    }

    [Theory]
    [InlineData("", 100)]
    [InlineData(";Max Auto Prepare=0", 0)]
    public async Task Statements_are_prepared_unless_the_connection_string_says_not(string more, int most)
    {
        await using var db = Open(more);
        await db.Database.OpenConnectionAsync(Ct);

        new NpgsqlConnectionStringBuilder(db.Database.GetDbConnection().ConnectionString).MaxAutoPrepare.ShouldBe(most);
    }

    private static Db Open(string more)
    {
        Assert.SkipWhen(TestDatabase.PostgresServer is null, $"{TestDatabase.PostgresVariable} names no server");
        return DbFactory.For(new KindlineOptions { DataFolder = "", KeyFile = "", Postgres = TestDatabase.PostgresServer + more }).Create();
    }
}
