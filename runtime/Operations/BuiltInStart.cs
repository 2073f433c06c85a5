using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>The outermost frame of a process for which there is no program: prints some lines.</summary>
/// <param name="lines">The lines.</param>
internal sealed class BuiltInStart(params string[] lines) : SavedFrame
{
    /// <summary>What SPAWN starts for a name that is no program's.</summary>
    /// <param name="name">The name.</param>
    public static BuiltInStart For(string name) => new(LinesOf(name) ?? [$"Spawned process: {name}"]);

    /// <summary>Whether a name has lines of its own.</summary>
    /// <param name="name">The name.</param>
    public static bool Knows(string name) => LinesOf(name) is not null;

    private static string[]? LinesOf(string name) => name switch
    {
        "hello_world" => ["Hello from spawned process!"],
        "counter" => ["1", "2", "3"],
        _ => null,
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
