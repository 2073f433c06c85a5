using System.Reflection;
using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Lists the runtime functions.</summary>
/// <param name="Names">Functions or subjects to show in full; none for a list of all.</param>
internal sealed record NativesCommand(string[] Names)
{
    /// <summary>Writes the list.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        IReadOnlyList<NativeDescription> functions;
        try
        {
            functions = NativeListing.Of(context.References, Documentation);
        }
        catch (NativeTableException problem)
        {
            context.Diagnostics.WriteError(problem.Message);
            return ExitCodes.Failure;
        }

        foreach (string name in Names)
        {
            if (!functions.Any(function => IsMeant(function, name)))
            {
                string[] known = [.. functions.Select(function => function.Name), .. functions.Select(function => function.Name.Split('.')[0]).Distinct()];
                string hint = SpellingSuggestion.NearestFunction(name, known) is { } near ? $"; did you mean '{near}'?" : "";
                context.Diagnostics.WriteError($"there is no runtime function '{DisplayText.Escape(name)}'{hint}");
                return ExitCodes.Failure;
            }
        }

        var text = new StringBuilder();
        foreach (var function in functions)
        {
            if (Names.Length == 0 || Names.Any(name => IsMeant(function, name)))
            {
                Append(text, function, withParameters: Names.Contains(function.Name));
            }
        }

        context.Host.Console.Write(text.ToString());
        return ExitCodes.Success;
    }

    private static bool IsMeant(NativeDescription function, string name) =>
        function.Name == name || function.Name.StartsWith(name + ".", StringComparison.Ordinal);

    private static void Append(StringBuilder text, NativeDescription function, bool withParameters)
    {
        text.Append(function.Name).Append(" ( ");
        foreach (var parameter in function.Parameters)
        {
            text.Append(parameter.Name).Append(':').Append(parameter.Kind).Append(' ');
        }

        text.Append("-- ").Append(function.Result).Append(" )\n");
        if (function.Summary.Length > 0)
        {
            text.Append("    ").Append(function.Summary).Append('\n');
        }

        foreach (var parameter in withParameters ? function.Parameters : [])
        {
            text.Append("      ").Append(parameter.Name).Append(": ").Append(parameter.Summary).Append('\n');
        }
    }

    /// <summary>The documentation file beside an assembly; null when there is none.</summary>
    /// <param name="assembly">The assembly.</param>
    public static string? Documentation(Assembly assembly)
    {
        string path = Path.ChangeExtension(assembly.Location, ".xml");
        return assembly.Location.Length > 0 && File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
