using System.Reflection;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Natives;

/// <summary>The runtime functions a program may call, by name and number of values.</summary>
/// <remarks>
/// The classes of the runtime's library are looked through one by one, when a name of their subject is asked for: most programs use few of them,
/// and reading attributes is a good part of what compiling a small program costs.
/// </remarks>
internal sealed class NativeTable
{
    /// <summary>Where EXTERN looks for methods of .NET: what forwards to all of the base library, and the parts most used besides.</summary>
    private static readonly string[] FrameworkAssemblies = ["System.Runtime", "System.Collections", "System.Linq", "System.Text.RegularExpressions", "System.Console", "System.Net.Primitives"];

    private static readonly string[] FrameworkNamespaces = ["System."];

    private readonly Lock _lock = new();
    private readonly bool _offersFramework;
    private readonly Lazy<Dictionary<string, List<Type>>> _unread = new(FindLibraries);
    private readonly Dictionary<string, List<NativeFunction>> _functions = [];
    private readonly Dictionary<(string Name, string Method), (IReadOnlyList<NativeFunction> Functions, string? Problem)> _externs = [];

    private NativeTable(IReadOnlyList<Assembly> references, bool offersFramework)
    {
        References = references;
        _offersFramework = offersFramework;
    }

    /// <summary>The runtime's own library and nothing else.</summary>
    public static NativeTable Library => LazyLibrary.Value;

    private static Lazy<NativeTable> LazyLibrary { get; } = new(() => new NativeTable([], offersFramework: false));

    /// <summary>Assemblies whose marked methods have names of their own, and whose other methods EXTERN can name.</summary>
    public IReadOnlyList<Assembly> References { get; }

    /// <summary>Whether all code is to run in processes, whatever the program does.</summary>
    public bool RunsInProcesses { get; private init; }

    /// <summary>The runtime's library with assemblies of the user's.</summary>
    /// <param name="references">The assemblies.</param>
    /// <param name="offersFramework">Whether EXTERN can also name methods of .NET itself.</param>
    /// <param name="runsInProcesses">Whether all code is to run in processes, whatever the program does.</param>
    /// <exception cref="NativeTableException">A marked method cannot be called, or its name is taken.</exception>
    public static NativeTable With(IReadOnlyList<Assembly> references, bool offersFramework, bool runsInProcesses = false)
    {
        var table = new NativeTable(references, offersFramework) { RunsInProcesses = runsInProcesses };
        foreach (var type in references.SelectMany(ExportedTypes))
        {
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                if (method.GetCustomAttribute<TtvmFunctionAttribute>(inherit: false) is { } marked)
                {
                    table.AddForeign(marked.Name, method);
                }
            }
        }

        return table;
    }

    /// <summary>The same, with functions that whoever runs the program provides.</summary>
    /// <param name="references">As above.</param>
    /// <param name="offersFramework">As above.</param>
    /// <param name="runsInProcesses">As above.</param>
    /// <param name="hostFunctions">Names, each with the number of values.</param>
    /// <exception cref="NativeTableException">As above.</exception>
    public static NativeTable With(
        IReadOnlyList<Assembly> references, bool offersFramework, bool runsInProcesses, IReadOnlyDictionary<string, int> hostFunctions)
    {
        var table = With(references, offersFramework, runsInProcesses);
        foreach (var (name, count) in hostFunctions)
        {
            table.AddNew(NativeFunction.OfHost(name, count));
        }

        return table;
    }

    /// <summary>The methods that EXTERN may mean, each for another number of values.</summary>
    /// <param name="name">The name that NATIVE will use.</param>
    /// <param name="method">The text of the operand: a type and a method, and the parameter types in parentheses where there are several of one count.</param>
    /// <param name="problem">Why there are none; null when there are.</param>
    public IReadOnlyList<NativeFunction> FindExtern(string name, string method, out string? problem)
    {
        lock (_lock)
        {
            // Asked for each NATIVE that uses the name, by each stage.
            if (!_externs.TryGetValue((name, method), out var found))
            {
                var functions = SearchExtern(name, method, out string? reason);
                _externs.Add((name, method), found = (functions, reason));
            }

            problem = found.Problem;
            return found.Functions;
        }
    }

    private IReadOnlyList<NativeFunction> SearchExtern(string name, string method, out string? problem)
    {
        var spelling = ExternName.TryRead(method);
        if (spelling is null)
        {
            problem = "the form is Namespace.Type::Method, or Namespace.Type::Method(type, ...)";
            return [];
        }

        var type = FindType(spelling.Type);
        if (type is null)
        {
            problem = WhyNoType(spelling.Type);
            return [];
        }

        return spelling.Choose(name, type, out problem);
    }

    private string WhyNoType(string type) =>
        _offersFramework ? $"there is no public type {type} in {(References.Count > 0 ? "the referenced assemblies" : "an assembly given by --reference")} or in .NET's base library"
        : Array.Exists(FrameworkNamespaces, space => type.StartsWith(space, StringComparison.Ordinal)) ? "a program in a sandbox cannot name methods of .NET itself"
        : $"there is no public type {type} in {(References.Count > 0 ? "the referenced assemblies" : "an assembly given by --reference")}";

    private static Type[] ExportedTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetExportedTypes();
        }
        catch (Exception failure) when (failure is FileNotFoundException or FileLoadException or TypeLoadException or BadImageFormatException)
        {
            throw new NativeTableException($"the referenced assembly '{assembly.GetName().Name}' cannot be used: {failure.Message}");
        }
    }

    private Type? FindType(string name)
    {
        foreach (var assembly in References)
        {
            if (assembly.GetType(name, throwOnError: false) is { IsVisible: true } type)
            {
                return type;
            }
        }

        return _offersFramework && Array.Exists(FrameworkNamespaces, space => name.StartsWith(space, StringComparison.Ordinal))
            ? FrameworkAssemblies.Select(assembly => Assembly.Load(assembly).GetType(name, throwOnError: false)).FirstOrDefault(type => type is { IsVisible: true })
            : null;
    }

    private void AddForeign(string name, MethodInfo method)
    {
        if (ForeignRules.WhyNot(method) is { } why)
        {
            throw new NativeTableException($"the runtime function '{name}', {method.DeclaringType}::{method.Name}, cannot be called: {why}");
        }

        var function = new NativeFunction(name, method, isForeign: true);
        if (function is { MayWait: true, TakesContext: true })
        {
            throw new NativeTableException($"the runtime function '{name}' may wait, so it cannot take the running process, which goes on meanwhile");
        }

        AddNew(function);
    }

    private void AddNew(NativeFunction function)
    {
        if (Find(function.Name, (ulong)function.Parameters.Length) is { } taken)
        {
            throw new NativeTableException($"the runtime function '{function.Name}' exists twice: as {taken.Origin} and {function.Origin}");
        }

        Add(function);
    }

    private void Add(NativeFunction function)
    {
        if (!_functions.TryGetValue(function.Name, out var same))
        {
            _functions.Add(function.Name, same = []);
        }

        same.Add(function);
    }

    /// <summary>Every function, in the order of the names.</summary>
    public IReadOnlyList<NativeFunction> All
    {
        get
        {
            lock (_lock)
            {
                foreach (string subject in _unread.Value.Keys.ToArray())
                {
                    Read(subject);
                }

                return [.. _functions.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value)];
            }
        }
    }

    /// <summary>The functions of a name; each takes another number of values.</summary>
    /// <param name="name">The name.</param>
    public IReadOnlyList<NativeFunction> WithName(string name)
    {
        lock (_lock)
        {
            int point = name.IndexOf('.', StringComparison.Ordinal);
            Read(point < 0 ? name : name[..point]);
            return _functions.GetValueOrDefault(name) ?? [];
        }
    }

    /// <summary>The function of a name that takes a number of values, or null.</summary>
    /// <param name="name">The name.</param>
    /// <param name="count">Number of values.</param>
    public NativeFunction? Find(string name, ulong count)
    {
        foreach (var function in WithName(name))
        {
            if ((ulong)function.Parameters.Length == count)
            {
                return function;
            }
        }

        return null;
    }

    /// <summary>The classes of the runtime's library by subject; not looked for before a name is asked for.</summary>
    private static Dictionary<string, List<Type>> FindLibraries()
    {
        var found = new Dictionary<string, List<Type>>();
        foreach (var type in typeof(TtvmLibraryAttribute).Assembly.GetExportedTypes())
        {
            if (type.Namespace == typeof(TtvmLibraryAttribute).Namespace && type.GetCustomAttribute<TtvmLibraryAttribute>() is { } marked)
            {
                if (!found.TryGetValue(marked.Subject, out var types))
                {
                    found.Add(marked.Subject, types = []);
                }

                types.Add(type);
            }
        }

        return found;
    }

    private void Read(string subject)
    {
        if (!_unread.Value.Remove(subject, out var types))
        {
            return;
        }

        foreach (var method in types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<TtvmFunctionAttribute>(inherit: false) is { } marked)
            {
                Add(new NativeFunction(marked.Name, method, isForeign: false));
            }
        }
    }
}
