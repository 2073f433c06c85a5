using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Runs one program in one mode, in this process.</summary>
internal static class ProgramRunner
{
    /// <summary>Enough for a million calls, and small enough to reach the end of quickly.</summary>
    public static RuntimeLimits Limits { get; } = new() { StackBytes = 512L << 20, OperandStackValues = 1 << 21 };

    /// <summary>What a case expects holds in any order of its processes; in one that is always the same it can be looked into.</summary>
    private static readonly SchedulerOptions FixedOrder = new() { Seed = 1 };

    private static readonly CompilationOptions Options = new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Check = true,
    };

    /// <summary>Runs a program.</summary>
    /// <param name="path">The program, as a user would write it.</param>
    /// <param name="modules">Where it and its imports are.</param>
    /// <param name="mode">How to run it.</param>
    /// <param name="console">Its standard streams.</param>
    /// <param name="host">The outside world; its console is replaced.</param>
    /// <param name="passes">Which optimizer passes run; null for all.</param>
    /// <param name="scheduling">How its processes are run, if it has any; null for a fixed order.</param>
    /// <param name="limits">Its limits; null for those of all tests.</param>
    public static ProgramOutcome Run(
        string path,
        IModuleSource modules,
        ExecutionMode mode,
        FakeConsole console,
        HostServices host,
        PassSelection? passes = null,
        SchedulerOptions? scheduling = null,
        RuntimeLimits? limits = null)
    {
        var loaded = Compilation.Load(path, modules);
        return loaded.Program is { } program
            ? Run(Prepare(path, modules, program, mode, passes), path, console, host, scheduling, limits)
            : Rejected(loaded);
    }

    /// <summary>Runs a program that is ready to run.</summary>
    /// <param name="image">The program.</param>
    /// <param name="path">Its path.</param>
    /// <param name="console">Its standard streams.</param>
    /// <param name="host">The outside world; its console is replaced.</param>
    /// <param name="scheduling">How its processes are run, if it has any; null for a fixed order.</param>
    /// <param name="limits">Its limits; null for those of all tests.</param>
    public static ProgramOutcome Run(
        ProgramImage image,
        string path,
        FakeConsole console,
        HostServices host,
        SchedulerOptions? scheduling = null,
        RuntimeLimits? limits = null)
    {
        int exitCode = ProgramHost.Run(image, host with { Console = console }, limits ?? Limits, scheduling ?? FixedOrder);
        return new ProgramOutcome(console.Output, [.. console.ErrorLines.Select(line => WithTextPath(line, path))], exitCode);
    }

    /// <summary>Makes a program ready to run, any number of times.</summary>
    /// <param name="path">The program, as a user would write it.</param>
    /// <param name="modules">Where it and its imports are.</param>
    /// <param name="program">The program.</param>
    /// <param name="mode">How to run it.</param>
    /// <param name="passes">Which optimizer passes run; null for all.</param>
    public static ProgramImage Prepare(string path, IModuleSource modules, LoadedProgram program, ExecutionMode mode, PassSelection? passes = null)
    {
        if (mode == ExecutionMode.CompiledFromBinary)
        {
            program = ThroughBinary(path, modules, program);
        }

        if (mode is ExecutionMode.BytecodeOptimizedInterpreted or ExecutionMode.BytecodeOptimizedCompiled)
        {
            program = Compilation.Optimize(program, passes?.OnBytecode).Program;
        }

        bool isInterpreted = mode is ExecutionMode.Interpreted or ExecutionMode.BytecodeOptimizedInterpreted;
        var image = isInterpreted ? Compilation.Interpret(program)
            : mode == ExecutionMode.Ir ? Compilation.ExecuteIr(program, OptionsFor(mode, passes))
            : Compilation.Emit(program, OptionsFor(mode, passes)).LoadImage();
        image.Evaluator = new LispEvaluator(image, modules, isInterpreted ? null : OptionsFor(mode, passes)) { ExecutesIr = mode == ExecutionMode.Ir };
        return image;
    }

    private static CompilationOptions OptionsFor(ExecutionMode mode, PassSelection? passes) => mode switch
    {
        ExecutionMode.CompiledUnoptimized => Options with { OptimizationLevel = 0 },
        ExecutionMode.Compiled or ExecutionMode.Ir => Options with { DisabledPasses = passes?.Disabled ?? [] },
        ExecutionMode.CompiledFromBinary => Options with { OptimizationLevel = 2 },
        _ => Options,
    };

    /// <summary>Compiles a program with all checks on.</summary>
    /// <param name="program">The program.</param>
    public static EmittedProgram Emit(LoadedProgram program) => Compilation.Emit(program, Options);

    /// <summary>Compiles a program as much as is asked for.</summary>
    /// <param name="program">The program.</param>
    /// <param name="level">How much to optimize.</param>
    /// <param name="debuggable">Whether debuggers are to stop at every line.</param>
    public static EmittedProgram EmitAt(LoadedProgram program, int level, bool debuggable = false) =>
        Compilation.Emit(program, Options with { OptimizationLevel = level, Debuggable = debuggable });

    /// <summary>Makes a program ready to run that debuggers can step through.</summary>
    /// <param name="modules">Where it and its imports are.</param>
    /// <param name="program">The program.</param>
    public static ProgramImage PrepareDebuggable(IModuleSource modules, LoadedProgram program)
    {
        var image = EmitAt(program, level: 0, debuggable: true).LoadImage();
        image.Evaluator = new LispEvaluator(image, modules, Options);
        return image;
    }

    /// <summary>The path under which a program is read back from its binary form.</summary>
    /// <param name="path">Its path as text.</param>
    private static string BinaryPath(string path) => Path.ChangeExtension(path, ".ttb");

    private static LoadedProgram ThroughBinary(string path, IModuleSource modules, LoadedProgram program)
    {
        var files = new Dictionary<string, byte[]> { [BinaryPath(path)] = Compilation.WriteBinary(program) };
        var reloaded = Compilation.Load(BinaryPath(path), new MemoryModuleSource(files, modules));
        return WithColumns(reloaded.Program, program)
            ?? throw new InvalidOperationException("The binary form was refused: " + string.Join("; ", reloaded.Diagnostics.Select(found => found.Message)));
    }

    /// <summary>The binary form has no columns. They are put back, so that traces can be compared to the last byte.</summary>
    private static LoadedProgram? WithColumns(LoadedProgram? reloaded, LoadedProgram program)
    {
        if (reloaded is null)
        {
            return null;
        }

        var bytecode = reloaded.Verified.Program;
        var modules = bytecode.Modules.Select(module => (module.Path, module.Module, module.LoadError)).ToList();
        var original = program.Verified.Program.Modules[0].Module!;
        var text = program.Path.EndsWith(FileExtensions.Text, StringComparison.Ordinal) ? original.Source : null;
        var instructions = modules[0].Module!.Instructions.ToBuilder();
        for (int index = 0; index < instructions.Count; index++)
        {
            var instruction = original.Instructions[index];
            if (text is not null && instruction.Operand is Operand.SourceLine)
            {
                // What follows has the columns of another file, if any, and those are in the binary form.
                break;
            }

            int column = text?.ColumnOf(text.SpanOfLineContent(instruction.Line).Start) ?? instruction.Column;
            instructions[index] = instructions[index] with { Column = column };
        }

        modules[0] = (modules[0].Path, modules[0].Module! with { Instructions = instructions.ToImmutable() }, null);
        return new LoadedProgram(reloaded.Path, Verifier.Verify(bytecode.With(modules), new DiagnosticBag())!);
    }

    private static ProgramOutcome Rejected(LoadResult loaded)
    {
        var error = loaded.Diagnostics.FirstOrDefault(found => found.UpstreamText is not null) ?? loaded.Diagnostics[0];
        return new ProgramOutcome("", [$"Error: {error.UpstreamText ?? error.Message}"], ExitCode: 1);
    }

    /// <summary>Stack traces name the file that was run, which is another one in binary form.</summary>
    private static string WithTextPath(string line, string path) =>
        line.StartsWith("  ", StringComparison.Ordinal) ? line.Replace($"({BinaryPath(path)}:", $"({path}:", StringComparison.Ordinal) : line;
}
