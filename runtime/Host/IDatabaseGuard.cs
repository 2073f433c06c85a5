namespace TinyTotIL.Runtime.Host;

/// <summary>Decides what SQL text may reach beyond the database that was connected to.</summary>
/// <remarks>With a guard, SQLite opens no path that leads through a symbolic link, so the path that was checked is the file that is opened.</remarks>
public interface IDatabaseGuard
{
    /// <summary>Refuses a file, by a <see cref="HostException"/> that says why: ATTACH and VACUUM INTO open further ones.</summary>
    /// <param name="path">The file, as the SQL text names it; null for one that ATTACH computes.</param>
    void CheckFile(string? path);
}
