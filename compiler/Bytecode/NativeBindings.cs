using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Natives;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>The names that the EXTERN instructions of a module give to .NET methods.</summary>
internal sealed class NativeBindings
{
    private static readonly ConditionalWeakTable<BytecodeModule, NativeBindings> Known = [];

    private readonly Dictionary<string, string> _methods = [];

    private NativeBindings(BytecodeModule module)
    {
        foreach (var instruction in module.Instructions)
        {
            if (instruction.Operand is Operand.Extern binding)
            {
                _methods[binding.Name] = binding.Method;
            }
        }
    }

    /// <summary>The bindings of a module; made once.</summary>
    /// <param name="module">The module.</param>
    public static NativeBindings Of(BytecodeModule module) => Known.GetValue(module, static module => new NativeBindings(module));

    /// <summary>The names given.</summary>
    public IEnumerable<string> Names => _methods.Keys;

    /// <summary>The functions of a name, each for another number of values: those the module has bound itself before those with that name of their own.</summary>
    /// <param name="name">The name.</param>
    /// <param name="natives">The functions with names of their own.</param>
    public IReadOnlyList<NativeFunction> WithName(string name, NativeTable natives) =>
        _methods.TryGetValue(name, out string? method) ? natives.FindExtern(name, method, out _) : natives.WithName(name);

    /// <summary>The function a NATIVE calls, or null.</summary>
    /// <param name="native">Its operand.</param>
    /// <param name="natives">The functions with names of their own.</param>
    public NativeFunction? Find(Operand.Native native, NativeTable natives) =>
        WithName(native.Name, natives).FirstOrDefault(function => (ulong)function.Parameters.Length == native.Count);
}
