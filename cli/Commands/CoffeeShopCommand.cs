using TinyTotIL.Cli.Cases;
using TinyTotIL.Cli.Testing;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs the demonstration of processes that comes with <c>ttil</c>, and compares: the example of a coffee shop, carried in its assembly.</summary>
internal static class CoffeeShopCommand
{
    private const string ResourceName = "examples/coffee_shop";

    /// <summary>Runs it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <param name="engine">What runs it.</param>
    /// <param name="settings">How its processes are run, and what is shown of them.</param>
    /// <param name="observe">Whether to show its processes while they run.</param>
    /// <returns>The exit code of the program; 1 when it has printed something else than it should.</returns>
    public static int Execute(CommandContext context, Engine engine, RunSettings settings, bool observe)
    {
        using var resource = typeof(CoffeeShopCommand).Assembly.GetManifestResourceStream(ResourceName)!;
        using var text = new MemoryStream();
        resource.CopyTo(text);
        var program = Compilation.Load("57-coffee-shop.ttvm", new SingleModuleSource(text.ToArray())).Program!;
        var console = new KeptConsole(context.Host.Console);
        int code = RunCommand.RunImage(CommandContext.ImageOf(program, engine, options: null), context.Host with { Console = console }, settings, observe);
        string expected = CaseFile.Parse(text.ToArray()).Output;
        if (code == ExitCodes.Success && CaseComparison.Lines(expected, console.Output, from: 0, to: int.MaxValue) is { } difference)
        {
            context.Diagnostics.WriteError($"the coffee shop does not work as it should: {difference}");
            return ExitCodes.Failure;
        }

        return code;
    }
}
