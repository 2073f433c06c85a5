namespace TinyTotIL.Runtime.Processes;

/// <summary>The names of processes. A process may have several; a name belongs to one process.</summary>
internal sealed class NameRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Process> _processes = [];
    private readonly Dictionary<Process, List<string>> _names = [];

    /// <summary>Gives a process a name; false when somebody has it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="process">The process that runs.</param>
    public bool TryAdd(string name, Process process)
    {
        lock (_gate)
        {
            if (!_processes.TryAdd(name, process))
            {
                return false;
            }

            process.EnsureDetails().HasNames = true;
            if (!_names.TryGetValue(process, out var names))
            {
                _names.Add(process, names = []);
            }

            names.Add(name);
            return true;
        }
    }

    /// <summary>Frees a name; false when nobody has it.</summary>
    /// <param name="name">The name.</param>
    public bool Remove(string name)
    {
        lock (_gate)
        {
            if (!_processes.Remove(name, out var process))
            {
                return false;
            }

            _names[process].Remove(name);
            return true;
        }
    }

    /// <summary>The process with a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public Process? Find(string name)
    {
        lock (_gate)
        {
            return _processes.GetValueOrDefault(name);
        }
    }

    /// <summary>The name that a process has had longest; null when it has none. Most never had any, and are not looked up.</summary>
    /// <param name="process">The process.</param>
    public string? NameOf(Process process)
    {
        if (process.Details is not { HasNames: true })
        {
            return null;
        }

        lock (_gate)
        {
            return _names.TryGetValue(process, out var names) && names is [var first, ..] ? first : null;
        }
    }

    /// <summary>Frees all names of a process that ends.</summary>
    /// <param name="process">The process.</param>
    public void Forget(Process process)
    {
        if (process.Details is not { HasNames: true })
        {
            return;
        }

        lock (_gate)
        {
            _names.Remove(process, out var names);
            names?.ForEach(name => _processes.Remove(name));
        }
    }
}
