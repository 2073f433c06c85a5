using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Names of processes.</summary>
public static class RegistryOperations
{
    /// <summary>REGISTER with a name: gives it to this process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    public static Value Register(ProcessContext context, string name) => Value.Text(
        context.Scheduler!.Names.TryAdd(name, context.Process!) ? $"registered_{name}" : $"register_failed_Name '{name}' already registered");

    /// <summary>REGISTER: the same with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    public static Value RegisterNamed(ProcessContext context, Value name) =>
        IsName(context, "REGISTER", name) ? Register(context, name.AsText) : default;

    /// <summary>UNREGISTER with a name: frees it, whoever has it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    public static Value Unregister(ProcessContext context, string name) => Value.Text(
        context.Scheduler!.Names.Remove(name) ? $"unregistered_{name}" : $"unregister_failed_Name '{name}' not found");

    /// <summary>UNREGISTER: the same with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    public static Value UnregisterNamed(ProcessContext context, Value name) =>
        IsName(context, "UNREGISTER", name) ? Unregister(context, name.AsText) : default;

    /// <summary>WHEREIS with a name: the process that has it, or 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    public static Value Whereis(ProcessContext context, string name) => Value.Int(context.Scheduler!.Names.Find(name)?.Id ?? 0);

    /// <summary>WHEREIS: the same with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The name.</param>
    public static Value WhereisNamed(ProcessContext context, Value name) =>
        IsName(context, "WHEREIS", name) ? Whereis(context, name.AsText) : default;

    /// <summary>Whether a value can be a name; raises when it cannot.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">Name of the instruction in error texts.</param>
    /// <param name="name">The value.</param>
    internal static bool IsName(ProcessContext context, string operation, Value name)
    {
        if (!name.IsText)
        {
            context.RaiseTypeMismatch(operation, "a string name", name);
        }

        return name.IsText;
    }
}
