using System.CommandLine;

namespace TinyTotIL.Cli;

/// <summary>Upstream's flag for the register machine: another word for one of the engines.</summary>
internal sealed class UseIrOption
{
    private readonly Option<bool> _flag = new("--use-ir") { Description = "Run the register IR as it is, as --engine ir does", Arity = ArgumentArity.Zero };
    private readonly Option<string?> _engine;

    /// <summary>Adds the flag to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="engine">Its option for engines.</param>
    public UseIrOption(Command command, Option<string?> engine)
    {
        _engine = engine;
        command.Options.Add(_flag);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_flag) && result.GetResult(_engine) is { Implicit: false, Tokens: [{ Value: not "ir" and var other }] })
            {
                result.AddError($"--use-ir and --engine {other} exclude each other");
            }
        });
    }

    /// <summary>The engine that was asked for.</summary>
    /// <param name="result">The command line.</param>
    public Engine Selected(ParseResult result) => result.GetValue(_flag) ? Engine.Ir : CommandLine.EngineOf(result.GetValue(_engine));
}
