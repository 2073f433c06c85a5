using System.Globalization;
using Npgsql;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Data;

/// <summary>A connection string in the words of the library.</summary>
internal static class PostgresSettings
{
    /// <summary>The settings for a target.</summary>
    /// <param name="target">The target.</param>
    /// <exception cref="HostException">A setting has no meaning.</exception>
    public static NpgsqlConnectionStringBuilder Of(DatabaseTarget target)
    {
        // A connection is closed when the program closes it, and no statement has a time limit: a process that waits can be ended.
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = target.Host,
            Port = target.Port,
            Database = target.Database,
            Username = target.User,
            Password = target.Password,
            Pooling = false,
            CommandTimeout = 0,
            ApplicationName = target.Settings.GetValueOrDefault("application_name") ?? "TinyTotIL",
        };
        if (target.Settings.TryGetValue("search_path", out string? path))
        {
            settings.SearchPath = path;
        }

        if (target.Settings.TryGetValue("connect_timeout", out string? seconds))
        {
            settings.Timeout = int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= 1024
                ? count
                : throw new HostException("connect_timeout is a number of seconds up to 1024");
        }

        if (target.Settings.TryGetValue("sslmode", out string? mode))
        {
            settings.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known) && Enum.IsDefined(known)
                ? known
                : throw new HostException("sslmode is disable, allow, prefer, require, verify-ca or verify-full");
        }

        return settings;
    }
}
