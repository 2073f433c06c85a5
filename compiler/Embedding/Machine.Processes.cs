namespace TinyTotIL;

/// <content>Processes that C# code starts and speaks with.</content>
public sealed partial class Machine
{
    /// <summary>Starts a process that runs an exported function, beside all others and beside calls. It has copies of the variables of a Scheme program.</summary>
    /// <param name="name">The function.</param>
    /// <param name="arguments">Its arguments, converted as <see cref="ScriptValues"/> says.</param>
    /// <returns>The process, which may have ended already; its <see cref="ScriptProcess.Completion"/> has the result.</returns>
    /// <exception cref="ScriptException">The script exports no such function, or its top level has failed.</exception>
    /// <exception cref="InvalidOperationException">The script has no processes, because it is trusted and uses none.</exception>
    public Task<ScriptProcess> SpawnAsync(string name, params List<object?> arguments)
    {
        ArgumentNullException.ThrowIfNull(name);
        var engine = Processes;
        var values = ToValues(arguments);
        return TakeTurnAsync(
            _ =>
            {
                // Whoever holds a process can send to it, so that it never waits in vain.
                engine.Current.IsReachable = true;
                var (scheduler, end, process) = engine.Spawn(FindFunction(name, values.Length), values);
                return Task.FromResult(new ScriptProcess(this, scheduler, process, end));
            },
            keepsThread: false,
            CancellationToken.None);
    }

    /// <summary>Finds the process that has registered a name.</summary>
    /// <param name="name">The name, as REGISTER has it.</param>
    /// <returns>The process; null when there is none.</returns>
    /// <exception cref="InvalidOperationException">The script has no processes.</exception>
    public ScriptProcess? FindProcess(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var scheduler = Processes.Current;
        scheduler.IsReachable = true;
        return scheduler.Names.Find(name) is { } process ? new ScriptProcess(this, scheduler, process, end: null) : null;
    }

    /// <summary>Opens a mailbox to which processes of the script can send.</summary>
    /// <exception cref="InvalidOperationException">The script has no processes.</exception>
    public ScriptMailbox OpenMailbox()
    {
        var engine = Processes;
        return new ScriptMailbox(engine.Current, engine.Module);
    }

    /// <summary>Where questions to processes are asked.</summary>
    internal AskDesk Desk => Processes.Desk;

    private ProcessEngine Processes => _engine as ProcessEngine ?? throw new InvalidOperationException("A trusted script that uses no processes has none.");
}
