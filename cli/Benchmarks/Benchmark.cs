using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>Something to measure, in any engine: a program of the suite, or of the user's.</summary>
internal sealed class Benchmark
{
    private readonly string? _unit;
    private readonly Func<Engine, Work> _workOf;

    private Benchmark(string name, string? unit, Func<Engine, Work> workOf) => (Name, _unit, _workOf) = (name, unit, workOf);

    /// <summary>The name to show.</summary>
    public string Name { get; }

    /// <summary>A program of the suite: large for compiled code, small for other engines; the time of a unit of work counts.</summary>
    /// <param name="program">The program.</param>
    /// <param name="library">Where what it imports comes from.</param>
    public static Benchmark OfUnits(BenchmarkProgram program, IModuleSource library) =>
        new(program.Name, program.Unit, engine => Load(program, engine == Engine.Compiled ? program.Full : program.Small, library));

    /// <summary>A program of the suite, small for all engines; the time of a run counts.</summary>
    /// <param name="program">The program.</param>
    public static Benchmark OfSmallRuns(BenchmarkProgram program) =>
        new(program.Name, unit: null, _ => Load(program, program.Small) with { Units = 1 });

    /// <summary>Any program; the time of a run counts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="program">The program.</param>
    /// <param name="expected">What it prints.</param>
    public static Benchmark OfRuns(string name, LoadedProgram program, ExpectedOutput expected)
    {
        var work = new Work(program, Units: 1, expected);
        return new(name, unit: null, _ => work);
    }

    /// <summary>Loads a program of our own.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="library">Where what it imports comes from; null for a program that imports nothing.</param>
    public static LoadedProgram Load(string name, byte[] text, IModuleSource? library = null) =>
        Compilation.Load(name, new SingleModuleSource(text, library)).Program ?? throw new InvalidDataException($"The benchmark '{name}' is no valid program.");

    /// <summary>Measures it.</summary>
    /// <param name="plan">How.</param>
    /// <param name="host">The outside world.</param>
    public BenchmarkResult Measure(MeasurementPlan plan, HostServices host)
    {
        var subjects = new List<Subject>();
        foreach (var engine in plan.Engines)
        {
            var subject = new Subject(engine, _workOf(engine), plan.Options, host);
            subjects.Add(subject);
            if (subject.WarmUp() is { } failure)
            {
                return Failed(engine, failure);
            }
        }

        for (int round = 0; round < plan.Rounds; round++)
        {
            foreach (var subject in subjects)
            {
                if (subject.Measure() is { } failure)
                {
                    return Failed(subject.Engine, failure);
                }
            }
        }

        return new BenchmarkResult(Name, _unit, [.. subjects.Select(subject => subject.Result)], Failure: null);
    }

    private BenchmarkResult Failed(Engine engine, string failure) =>
        new(Name, _unit, [], $"{(engine switch { Engine.Compiled => "compiled", Engine.Interpreter => "interpreted", Engine.Ir => "ir" })}, {failure}");

    private static Work Load(BenchmarkProgram program, BenchmarkSize size, IModuleSource? library = null) =>
        new(Load(program.Name, program.WithSize(size), library), size.Units, new ExpectedOutput(size.Output));
}
