using System.Globalization;
using Npgsql;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Data;

/// <summary>A connection string in the words of the library.</summary>
internal static class PostgresSettings
{
    /// <summary>What connects to a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="isGuarded">Whether nothing but the target says how.</param>
    /// <exception cref="HostException">A setting has no meaning, or one is missing.</exception>
    public static NpgsqlDataSource Source(DatabaseTarget target, bool isGuarded)
    {
        var settings = Of(target);
        if (isGuarded)
        {
            Close(settings);
        }

        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableTransportSecurity();
        if (isGuarded)
        {
            // Without an answer of ours the library takes the user's password and certificate.
            string password = target.Password ?? "";
            builder.UsePasswordProvider(_ => password, (_, _) => new ValueTask<string>(password));
            builder.UseSslClientAuthenticationOptionsCallback(options =>
            {
                options.ClientCertificates = null;
                options.ClientCertificateContext = null;
            });
        }

        return builder.Build();
    }

    /// <summary>Sets everything that the library would look up in the environment.</summary>
    private static void Close(NpgsqlConnectionStringBuilder settings)
    {
        if (string.IsNullOrEmpty(settings.Username))
        {
            throw new HostException("in a sandbox the connection string names the user");
        }

        settings.Password = null;
        settings.Database ??= settings.Username;
        settings.ClientEncoding = "UTF8";
        settings.Timezone = "UTC";
        settings.Options = "-c timezone=UTC";
        settings.TargetSessionAttributes = "any";
        settings.SslNegotiation = SslNegotiation.Postgres;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        settings.RequireAuth = "Password,MD5,ScramSHA256,None";
    }

    private static NpgsqlConnectionStringBuilder Of(DatabaseTarget target)
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
