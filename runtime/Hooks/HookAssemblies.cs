using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>Finds hooks in .NET assemblies.</summary>
public static class HookAssemblies
{
    /// <summary>Asks every <see cref="IHookSource"/> of an assembly for its hooks.</summary>
    /// <param name="path">The assembly's file; what it needs may lie beside it.</param>
    /// <param name="hooks">Where the hooks go.</param>
    /// <param name="problem">Why there are none, in one line; null when there are.</param>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Hooks are files that the user names; a program that is trimmed has none of their classes to lose.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "As above.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    public static bool TryLoad(string path, HookSet hooks, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(hooks);
        string shown = Errors.DisplayText.Escape(path);
        try
        {
            string file = Path.GetFullPath(path);
            string folder = Path.GetDirectoryName(file)!;
            AssemblyLoadContext.Default.Resolving += (context, name) =>
                Path.Combine(folder, name.Name + ".dll") is var beside && Path.Exists(beside) ? context.LoadFromAssemblyPath(beside) : null;
            int sources = 0;
            foreach (var type in AssemblyLoadContext.Default.LoadFromAssemblyPath(file).GetExportedTypes())
            {
                if (type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IHookSource).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is { } constructor)
                {
                    ((IHookSource)constructor.Invoke(null)).Register(hooks);
                    sources++;
                }
            }

            problem = sources > 0 ? null : $"the assembly '{shown}' has no public class that is an {nameof(IHookSource)} and has a constructor without parameters";
        }
        catch (TargetInvocationException failure)
        {
            problem = $"a hook source of '{shown}' has failed: {failure.InnerException!.Message}";
        }
        catch (Exception failure)
        {
            // What a source throws when it is asked is its own fault; the rest are files that are none of ours.
            string reason = failure switch
            {
                FileNotFoundException => "there is no such file",
                BadImageFormatException => "it is no .NET assembly",
                _ => failure.Message,
            };
            problem = $"the hooks of '{shown}' cannot be used: {reason}";
        }

        return problem is null;
    }
}
