using Xunit;

namespace TinyTotIL.Runtime.Tests.Data;

/// <summary>A test that needs a PostgreSQL server; left out where none is installed.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.Programs is null ? "PostgreSQL (initdb and postgres) is not installed on this machine." : null;
}
