using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>Reads settings from environment variables and keeps the first problem. An empty variable counts as unset.</summary>
/// <param name="environment">The environment.</param>
internal sealed class SettingReader(IEnvironment environment)
{
    /// <summary>Reads the text of a setting.</summary>
    /// <typeparam name="T">What it stands for.</typeparam>
    /// <param name="text">The text.</param>
    /// <param name="value">What it stands for.</param>
    /// <param name="problem">What is wrong with it; null when nothing is.</param>
    public delegate bool Parser<T>(string text, out T value, [NotNullWhen(false)] out string? problem);

    /// <summary>The first problem; null when there is none.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads a variable; null when it is unset or makes no sense.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="parser">Reads its text.</param>
    public T? Read<T>(string name, Parser<T> parser)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (parser(text, out var value, out string? problem))
        {
            return value;
        }

        Problem ??= $"{name}: {problem}";
        return null;
    }

    /// <summary>Reads a variable with the filter of a trace.</summary>
    /// <param name="name">The variable.</param>
    public TraceFilter? ReadTrace(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (RunSettings.TryReadTrace(text, out var filter, out string? problem))
        {
            return filter;
        }

        Problem ??= $"{name}: {problem}";
        return null;
    }

    /// <summary>Reads a variable with assemblies of hooks, separated as paths are.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="given">Hooks there are already; null for none.</param>
    public HookSet? ReadHooks(string name, HookSet? given)
    {
        if (Text(name) is not { } text)
        {
            return given;
        }

        var hooks = given ?? new HookSet();
        foreach (string path in text.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!HookAssemblies.TryLoad(path, hooks, out string? problem))
            {
                Problem ??= $"{name}: {problem}";
            }
        }

        return hooks;
    }

    /// <summary>Reads a variable that is 1 or 0.</summary>
    /// <param name="name">The variable.</param>
    public bool ReadSwitch(string name)
    {
        string text = Text(name) ?? "0";
        Problem ??= text is "0" or "1" ? null : $"{name}: '{DisplayText.Escape(DisplayText.Shorten(text))}' is neither 1 nor 0";
        return text == "1";
    }

    /// <summary>The name of a file for a profile; null for none.</summary>
    /// <param name="name">The variable.</param>
    public string? ReadProfileFile(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!RunSettings.TryReadProfileFile(text, out string? file, out string? problem))
        {
            Problem ??= $"{name}: {problem}";
        }

        return file;
    }

    private string? Text(string name) => environment.GetVariable(name) is { Length: > 0 } text ? text : null;
}
