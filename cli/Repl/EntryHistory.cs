using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Repl;

/// <summary>What was entered before, oldest first, and the entry being looked at.</summary>
/// <remarks>
/// The file has one entry a line, in which <c>\n</c> stands for a line end and <c>\\</c> for a backslash. A history that cannot be read or
/// written is no reason to stop anyone from working: it is then kept in memory only.
/// </remarks>
internal sealed class EntryHistory
{
    private const int MostEntries = 1000;

    private readonly List<string> _entries = [];
    private readonly IFileSystem? _files;
    private readonly string? _path;
    private int _position;
    private string _draft = "";

    /// <summary>A history that is not kept.</summary>
    public EntryHistory()
    {
    }

    /// <summary>A history that is kept in a file.</summary>
    /// <param name="files">Where the file is.</param>
    /// <param name="path">Its path; it need not exist.</param>
    public EntryHistory(IFileSystem files, string path)
    {
        (_files, _path) = (files, path);
        try
        {
            string text = Encoding.UTF8.GetString(files.ReadAllBytes(path));
            _entries.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(MostEntries).Select(Decode));
        }
        catch (HostException)
        {
            // The first time there is none.
        }

        _position = _entries.Count;
    }

    /// <summary>The history of a command: where its variable says, none that is kept if that is empty, or else with the user's other state.</summary>
    /// <param name="host">The outside world.</param>
    /// <param name="variable">The environment variable that names the file.</param>
    /// <param name="name">Name of the file where the variable is not set.</param>
    public static EntryHistory Of(HostServices host, string variable, string name)
    {
        string? path = host.Environment.GetVariable(variable);
        if (path is null)
        {
            string? state = host.Environment.GetVariable("XDG_STATE_HOME");
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            path = Path.Combine(string.IsNullOrEmpty(state) ? Path.Combine(home, ".local", "state") : state, "ttil", name);
        }

        return path.Length == 0 ? new EntryHistory() : new EntryHistory(host.Files, path);
    }

    /// <summary>The entries, oldest first.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>Adds an entry, unless it repeats the last; looking begins anew behind it.</summary>
    /// <param name="entry">The entry.</param>
    public void Add(string entry)
    {
        if (entry.Length > 0 && (_entries.Count == 0 || _entries[^1] != entry))
        {
            _entries.Add(entry);
            if (_entries.Count > MostEntries)
            {
                _entries.RemoveAt(0);
            }
        }

        _position = _entries.Count;
        _draft = "";
    }

    /// <summary>The entry before the one looked at; null at the oldest.</summary>
    /// <param name="current">The text as it stands, which is kept when it is the newest.</param>
    public string? Older(string current)
    {
        if (_position == 0)
        {
            return null;
        }

        if (_position == _entries.Count)
        {
            _draft = current;
        }

        return _entries[--_position];
    }

    /// <summary>The entry after the one looked at, at last the text that was begun; null behind it.</summary>
    public string? Newer()
    {
        if (_position == _entries.Count)
        {
            return null;
        }

        return ++_position == _entries.Count ? _draft : _entries[_position];
    }

    /// <summary>The newest entry with a part, among those before a position.</summary>
    /// <param name="part">The part.</param>
    /// <param name="before">The position; that behind the last entry to begin with.</param>
    /// <returns>Its position; -1 when there is none.</returns>
    public int Find(string part, int before)
    {
        for (int i = Math.Min(before, _entries.Count) - 1; i >= 0; i--)
        {
            if (_entries[i].Contains(part, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Writes the file.</summary>
    public void Save()
    {
        if (_files is null || _path is null)
        {
            return;
        }

        try
        {
            if (Path.GetDirectoryName(_path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            _files.WriteAllBytes(_path, Encoding.UTF8.GetBytes(string.Concat(_entries.Select(entry => Encode(entry) + "\n"))));
        }
        catch (Exception error) when (error is HostException or IOException or UnauthorizedAccessException)
        {
            // See above.
        }
    }

    private static string Encode(string entry) =>
        entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Decode(string line)
    {
        var text = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
            {
                i++;
                text.Append(line[i] == 'n' ? '\n' : line[i]);
            }
            else
            {
                text.Append(line[i]);
            }
        }

        return text.ToString();
    }
}
