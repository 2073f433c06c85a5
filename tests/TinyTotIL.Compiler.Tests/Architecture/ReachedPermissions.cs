using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Compiler.Tests.Architecture;

/// <summary>Finds what of the outside world the code of the runtime can reach: which methods that state a permission a method calls, however far down.</summary>
internal sealed class ReachedPermissions : IDisposable
{
    private readonly AssemblyDefinition _assembly;
    private readonly Dictionary<string, MethodDefinition> _methods;
    private readonly Dictionary<string, List<string>> _callees = [];

    /// <summary>Reads the runtime.</summary>
    /// <param name="path">The built assembly.</param>
    public ReachedPermissions(string path)
    {
        _assembly = AssemblyDefinition.ReadAssembly(path);
        _methods = _assembly.MainModule.GetTypes().SelectMany(type => type.Methods).ToDictionary(method => method.FullName);
    }

    /// <summary>What a method reaches, and by which method of the outside world.</summary>
    /// <param name="method">The method.</param>
    public SortedDictionary<AccessKind, string> From(System.Reflection.MethodInfo method)
    {
        var start = (MethodDefinition)_assembly.MainModule.LookupToken(method.MetadataToken);
        var found = new SortedDictionary<AccessKind, string>();
        var seen = new HashSet<string> { start.FullName };
        var pending = new Queue<string>(seen);
        while (pending.TryDequeue(out string? next))
        {
            foreach (string callee in CalleesOf(next))
            {
                var stated = StatedBy(_methods[callee]);
                stated.ForEach(kind => found.TryAdd(kind, callee));
                if (stated.Count == 0 && seen.Add(callee))
                {
                    pending.Enqueue(callee);
                }
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _assembly.Dispose();

    /// <summary>Operations state what they need for people; only what the outside world's own methods state is a fact to start from.</summary>
    private static List<AccessKind> StatedBy(MethodDefinition method) =>
        method.DeclaringType.IsInterface
            ? [.. method.CustomAttributes.Where(attribute => attribute.AttributeType.Name == nameof(NeedsAttribute))
                .SelectMany(attribute => (CustomAttributeArgument[])attribute.ConstructorArguments[0].Value)
                .Select(argument => (AccessKind)(int)argument.Value)]
            : [];

    private List<string> CalleesOf(string name)
    {
        if (_callees.TryGetValue(name, out var known))
        {
            return known;
        }

        var callees = new List<string>();
        _callees.Add(name, callees);
        var method = _methods[name];
        foreach (var instruction in method.HasBody ? method.Body.Instructions : [])
        {
            if (instruction.Operand is MethodReference reference && _methods.TryGetValue(reference.GetElementMethod().Resolve()?.FullName ?? "", out var callee))
            {
                callees.Add(callee.FullName);
            }

            // The body of an asynchronous method is in a type of its own, whose methods only the framework calls.
            if (instruction.OpCode == OpCodes.Newobj || instruction.Operand is VariableDefinition)
            {
                var machine = (instruction.Operand as MethodReference)?.DeclaringType ?? (instruction.Operand as VariableDefinition)?.VariableType;
                callees.AddRange(MovesOf(machine));
            }
        }

        foreach (var variable in method.HasBody ? method.Body.Variables : [])
        {
            callees.AddRange(MovesOf(variable.VariableType));
        }

        return callees;
    }

    private IEnumerable<string> MovesOf(TypeReference? type)
    {
        var machine = type?.GetElementType() is { Name: var name } element && name.StartsWith('<') ? element.Resolve() : null;
        return machine?.Methods.Where(method => method.Name == "MoveNext").Select(method => method.FullName).Where(_methods.ContainsKey) ?? [];
    }
}
