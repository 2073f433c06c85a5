using SQLitePCL;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Data;

/// <summary>SQLite asks it about every action of a statement while it prepares it.</summary>
/// <param name="guard">Is asked about files; null when all are allowed.</param>
internal sealed class SqliteGuard(IDatabaseGuard? guard)
{
    private const int Allowed = 0;
    private const int Denied = 1;

    /// <summary>Settings that say where SQLite puts files of its own, for the whole process.</summary>
    private static readonly string[] FolderSettings = ["temp_store_directory", "data_store_directory", "lock_proxy_file"];

    /// <summary>Settings to read only: the memory of the whole process, and mapping files, which ends the process when one is cut.</summary>
    private static readonly string[] ProcessSettings = ["hard_heap_limit", "soft_heap_limit", "mmap_size"];

    /// <summary>Functions that load code.</summary>
    private static readonly string[] LoadingFunctions = ["load_extension", "fts3_tokenizer"];

    private HostException? _refusal;

    /// <summary>Decides about an action.</summary>
    /// <param name="user">Nothing.</param>
    /// <param name="action">What kind.</param>
    /// <param name="first">What it is done to, for most kinds.</param>
    /// <param name="second">More of that.</param>
    /// <param name="database">The attached database it is in.</param>
    /// <param name="trigger">The trigger or view that does it.</param>
    public int Authorize(object user, int action, utf8z first, utf8z second, utf8z database, utf8z trigger) => action switch
    {
        raw.SQLITE_ATTACH => MayAttach(first.utf8_to_string()) ? Allowed : Denied,
        raw.SQLITE_PRAGMA => MaySet(first.utf8_to_string(), second.utf8_to_string()) ? Allowed : Denied,
        raw.SQLITE_FUNCTION => Names(LoadingFunctions, second.utf8_to_string()) ? Denied : Allowed,
        _ => Allowed,
    };

    /// <summary>Why an action was refused, once; null when none was.</summary>
    public HostException? TakeRefusal()
    {
        var refusal = _refusal;
        _refusal = null;
        return refusal;
    }

    private static bool Names(string[] names, string? name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private bool MaySet(string? setting, string? value) =>
        !Names(FolderSettings, setting)
        && (value is null || !(Names(ProcessSettings, setting) || (guard is not null && string.Equals(setting, "temp_store", StringComparison.OrdinalIgnoreCase))));

    private bool MayAttach(string? path)
    {
        // VACUUM attaches a database without a name, which nobody else ever sees.
        if (guard is null || path is "" or ":memory:")
        {
            return true;
        }

        try
        {
            guard.CheckFile(path);
            return true;
        }
        catch (HostException refusal)
        {
            _refusal = refusal;
            return false;
        }
    }
}
