using System.Reflection;
using TinyTotIL.Runtime.Natives;

namespace TinyTotIL.Compiler.Natives;

/// <summary>The runtime functions a program may call, by name and number of values.</summary>
/// <remarks>
/// The classes of the runtime's library are looked through one by one, when a name of their subject is asked for: most programs use few of them,
/// and reading attributes is a good part of what compiling a small program costs.
/// </remarks>
internal sealed class NativeTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Type>> _unread = [];
    private readonly Dictionary<string, List<NativeFunction>> _functions = [];

    private NativeTable(Assembly library)
    {
        foreach (var type in library.GetExportedTypes())
        {
            if (type.Namespace == typeof(TtvmLibraryAttribute).Namespace && type.GetCustomAttribute<TtvmLibraryAttribute>() is { } marked)
            {
                if (!_unread.TryGetValue(marked.Subject, out var types))
                {
                    _unread.Add(marked.Subject, types = []);
                }

                types.Add(type);
            }
        }
    }

    /// <summary>The runtime's own library.</summary>
    public static NativeTable Library => LazyLibrary.Value;

    private static Lazy<NativeTable> LazyLibrary { get; } = new(() => new NativeTable(typeof(TtvmLibraryAttribute).Assembly));

    /// <summary>Every function, in the order of the names.</summary>
    public IReadOnlyList<NativeFunction> All
    {
        get
        {
            lock (_lock)
            {
                foreach (string subject in _unread.Keys.ToArray())
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

    private void Read(string subject)
    {
        if (!_unread.Remove(subject, out var types))
        {
            return;
        }

        foreach (var method in types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<TtvmFunctionAttribute>(inherit: false) is { } marked)
            {
                if (!_functions.TryGetValue(marked.Name, out var same))
                {
                    _functions.Add(marked.Name, same = []);
                }

                same.Add(new NativeFunction(marked.Name, method));
            }
        }
    }
}
