using System.Text;
using TinyTotIL.Cli.Debugging;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>What someone sees who debugs a program.</summary>
internal sealed class Transcript
{
    private readonly LibraryModuleSource _files = new();
    private string _main = "";

    /// <summary>How the session begins.</summary>
    public DebugOptions Options { get; init; } = new();

    /// <summary>What the program reads; null for nothing.</summary>
    public string? Input { get; init; }

    /// <summary>A program of one file.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="text">Its text.</param>
    public static Transcript Of(string path, string text) => new Transcript().Add(path, text);

    /// <summary>Adds a file; the first is the main program.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="text">Its text.</param>
    public Transcript Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file; the first is the main program.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="content">What it holds.</param>
    public Transcript Add(string path, byte[] content)
    {
        _main = _main.Length == 0 ? path : _main;
        _files.Add(path, content);
        return this;
    }

    /// <summary>Debugs it.</summary>
    /// <param name="commands">What is typed, a command to a line.</param>
    /// <returns>What is on the terminal then.</returns>
    public string Run(string commands)
    {
        var loaded = Compilation.Load(_main, _files);
        Assert.True(loaded.Program is not null, string.Join('\n', loaded.Diagnostics.Select(found => found.Message)));
        var console = new TranscriptConsole();
        var shell = new DebuggerShell(console, usesColour: false);
        var session = Compilation.Debug(loaded.Program, shell, Options);
        var host = ClosedWorld.With(console);
        shell.Begin(session, new ScriptedCommands(commands.Split('\n'), console, next: null), new SourceFiles(session.Map, host.Files, host.Files));
        int code;
        do
        {
            shell.WantsRestart = false;
            IConsole input = Input is null ? console : new FileInput(Encoding.UTF8.GetBytes(Input), console);
            var program = shell.Shared = new ProgramConsole(input, tellsOfInput: Input is not null);
            code = session.Run(Compilation.Interpret(loaded.Program), host with { Console = program }, new RunSettings());
        }
        while (shell.WantsRestart);
        shell.BeginLine();
        return $"{console}{(session.WasQuit ? "left" : $"ended with {code}")}\n";
    }
}
