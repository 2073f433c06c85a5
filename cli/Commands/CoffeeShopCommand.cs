using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs the demonstration of processes that comes with <c>ttil</c>: the example of a coffee shop, carried in its assembly.</summary>
internal static class CoffeeShopCommand
{
    private const string ResourceName = "examples/coffee_shop";

    /// <summary>Runs it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <param name="engine">What runs it.</param>
    /// <param name="settings">How its processes are run, and what is shown of them.</param>
    /// <param name="observe">Whether to show its processes while they run.</param>
    /// <returns>The exit code of the program.</returns>
    public static int Execute(CommandContext context, Engine engine, RunSettings settings, bool observe)
    {
        using var resource = typeof(CoffeeShopCommand).Assembly.GetManifestResourceStream(ResourceName)!;
        using var text = new MemoryStream();
        resource.CopyTo(text);
        var program = Compilation.Load("57-coffee-shop.ttvm", new SingleModuleSource(text.ToArray())).Program!;
        return RunCommand.RunImage(CommandContext.ImageOf(program, engine, options: null), context.Host, settings, observe);
    }
}
