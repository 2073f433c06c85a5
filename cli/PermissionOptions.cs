using System.CommandLine;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Cli;

/// <summary>The options that say what a program may do outside itself, the same for every command that runs or compiles programs.</summary>
internal sealed class PermissionOptions
{
    /// <summary>Stands for the target of a flag without one, so that the word after it is not taken for that. Nobody can type it.</summary>
    private const string Everything = "\0";

    private static readonly string[] FlagNames = [.. PermissionFlag.Kinds.SelectMany(kind => new[] { PermissionFlag.Allow(kind), PermissionFlag.Deny(kind) })];

    private readonly Option<bool> _sandbox = new(PermissionFlag.Sandbox)
    {
        Description = "Keep the program from files, the network, variables, other programs and databases",
        Arity = ArgumentArity.Zero,
    };

    private readonly List<Option<string[]>> _flags = [];

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public PermissionOptions(Command command)
    {
        command.Options.Add(_sandbox);
        foreach (var kind in PermissionFlag.Kinds)
        {
            Add(command, PermissionFlag.Allow(kind), TargetOf(kind), $"With --sandbox: allow {ActionOf(kind)}");
        }

        foreach (var kind in PermissionFlag.Kinds)
        {
            Add(command, PermissionFlag.Deny(kind), TargetOf(kind), $"Deny {ActionOf(kind)}, whatever is allowed");
        }

        command.Validators.Add(result =>
        {
            if (!PermissionPolicy.TryRead(Flags(result.GetValue(_sandbox), option => result.GetValue(option)), out _, out string? problem))
            {
                result.AddError(problem);
            }
        });
    }

    /// <summary>Marks the flags that name no target.</summary>
    /// <param name="words">The command line.</param>
    public static string[] Mark(IEnumerable<string> words)
    {
        string[] marked = [.. words];
        int end = Array.IndexOf(marked, OptionScanner.EndOfOptions);
        for (int i = 0; i < (end < 0 ? marked.Length : end); i++)
        {
            // The library takes an empty value for none; two empty names are refused.
            marked[i] += FlagNames.Contains(marked[i]) ? $"={Everything}" : FlagNames.Contains(marked[i].TrimEnd('=')) ? "," : "";
        }

        return marked;
    }

    /// <summary>What was asked for.</summary>
    /// <param name="result">The command line; it makes sense.</param>
    public PermissionPolicy PolicyOf(ParseResult result) => PermissionPolicy.Of(Flags(result.GetValue(_sandbox), option => result.GetValue(option)));

    private static string TargetOf(AccessKind kind) => kind switch
    {
        AccessKind.Read or AccessKind.Write => "PATH",
        AccessKind.Net => "HOST[:PORT]",
        AccessKind.Env => "NAME",
        AccessKind.Run => "PROGRAM",
        _ => "TARGET",
    };

    private static string ActionOf(AccessKind kind) => kind switch
    {
        AccessKind.Read => "reading files and folders",
        AccessKind.Write => "creating, changing and deleting files",
        AccessKind.Net => "the network",
        AccessKind.Env => "environment variables",
        AccessKind.Run => "starting programs",
        _ => "databases",
    };

    private void Add(Command command, string name, string target, string description)
    {
        var option = new Option<string[]>(name)
        {
            HelpName = $"{target},...",
            Description = description,
            Arity = ArgumentArity.ZeroOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        _flags.Add(option);
        command.Options.Add(option);
    }

    private IEnumerable<string> Flags(bool isSandbox, Func<Option<string[]>, string[]?> valuesOf)
    {
        if (isSandbox)
        {
            yield return PermissionFlag.Sandbox;
        }

        foreach (var option in _flags)
        {
            foreach (string value in valuesOf(option) ?? [])
            {
                yield return value == Everything ? option.Name : $"{option.Name}={value}";
            }
        }
    }
}
