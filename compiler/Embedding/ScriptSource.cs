using System.Reflection;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL;

/// <summary>A script that is no file, the modules its caller gives it, and the standard library.</summary>
/// <param name="program">The content of the script; null where only the library is wanted.</param>
/// <param name="modules">The caller's modules.</param>
internal sealed class ScriptSource(byte[]? program, ScriptModules modules) : IModuleSource
{
    private const string NotFound = "No such file or directory (os error 2)";

    private static readonly Assembly Own = typeof(ScriptSource).Assembly;

    /// <summary>The standard library alone.</summary>
    public static ScriptSource Library { get; } = new(program: null, ScriptModules.None);

    /// <inheritdoc/>
    public ModuleContent ReadProgram(string path) => program is null ? Read(path) : new ModuleContent(program, Error: null);

    /// <inheritdoc/>
    public ModuleContent Read(string path)
    {
        try
        {
            return (modules.Read(path) ?? ReadLibrary(path)) is { } content ? new ModuleContent(content, Error: null) : new ModuleContent(Bytes: null, NotFound);
        }
        catch (HostException problem)
        {
            return new ModuleContent(Bytes: null, problem.Message);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> FindLibrary() => [.. Own.GetManifestResourceNames().Where(name => name.EndsWith(".ttvm", StringComparison.Ordinal))];

    private static byte[]? ReadLibrary(string path)
    {
        using var stream = Own.GetManifestResourceStream(path);
        if (stream is null)
        {
            return null;
        }

        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
