using Kindline.Foundation;
using Microsoft.EntityFrameworkCore.Design;

namespace DesignTime;

/// <summary>Gives `dotnet ef` a SQLite context; no file is opened.</summary>
public sealed class SqliteFactory : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => DbFactory.Sqlite("Data Source=:memory:");
}

/// <summary>Gives `dotnet ef` a PostgreSQL context; no server is asked.</summary>
public sealed class PostgresFactory : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => DbFactory.Postgres("Host=127.0.0.1;Database=kindline");
}
