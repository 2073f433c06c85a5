using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>The outermost frame of a process for which there is no program: prints some lines.</summary>
/// <param name="lines">The lines.</param>
internal sealed class BuiltInStart(params string[] lines) : SavedFrame
{
    /// <summary>What SPAWN starts for a name that is no program's.</summary>
    /// <param name="name">The name.</param>
    public static BuiltInStart For(string name) => name switch
    {
        "hello_world" => new("Hello from spawned process!"),
        "counter" => new("1", "2", "3"),
        _ => new($"Spawned process: {name}"),
    };

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        foreach (string line in lines)
        {
            context.Host.Console.Write($"{line}\n");
        }

        return Value.Null;
    }
}
