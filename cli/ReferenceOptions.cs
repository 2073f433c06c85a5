using System.CommandLine;
using System.Runtime.Loader;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli;

/// <summary>The option that gives programs .NET assemblies to call, the same for every command that loads programs.</summary>
internal sealed class ReferenceOptions
{
    private readonly Option<string[]> _references = new("--reference", "-r")
    {
        HelpName = "DLL",
        Description = "A .NET assembly whose methods the program may call; may be repeated",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the option to a command.</summary>
    /// <param name="command">The command.</param>
    public ReferenceOptions(Command command) => command.Options.Add(_references);

    /// <summary>Loads the assemblies.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="problem">Why one cannot be used; null when all can.</param>
    public ForeignReferences Load(ParseResult result, out string? problem)
    {
        problem = null;
        string[] files = result.GetValue(_references) ?? [];
        var loaded = new List<System.Reflection.Assembly>();
        if (files.Length > 0)
        {
            string[] folders = [.. files.Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!).Distinct()];
            AssemblyLoadContext.Default.Resolving += (context, name) => folders.Select(folder => Path.Combine(folder, name.Name + ".dll"))
                .Where(File.Exists).Select(context.LoadFromAssemblyPath).FirstOrDefault();
        }

        foreach (string file in files)
        {
            try
            {
                loaded.Add(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(file)));
            }
            catch (Exception failure) when (failure is FileNotFoundException or FileLoadException or BadImageFormatException or ArgumentException or IOException)
            {
                string reason = failure switch
                {
                    FileNotFoundException => "there is no such file",
                    BadImageFormatException => "it is no .NET assembly",
                    _ => failure.Message,
                };
                problem = $"the assembly '{DisplayText.Escape(file)}' cannot be loaded: {reason}";
            }
        }

        return new ForeignReferences(loaded, OffersFramework: true);
    }
}
