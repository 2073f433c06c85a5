namespace TinyTotIL.Cli;

/// <summary>The words that are commands and not programs.</summary>
internal static class CommandNames
{
    /// <summary>Runs a program; the word may be left out.</summary>
    public const string Run = "run";

    /// <summary>Writes a program in another form.</summary>
    public const string Compile = "compile";

    /// <summary>Says what is wrong with a program.</summary>
    public const string Check = "check";

    /// <summary>Shows a program between the stages.</summary>
    public const string Dump = "dump";

    /// <summary>Measures programs.</summary>
    public const string Bench = "bench";

    /// <summary>Runs a program under many schedules.</summary>
    public const string Explore = "explore";

    /// <summary>Runs the demonstration of processes, under upstream's name for it.</summary>
    public const string TestCoffeeShop = "test-coffee-shop";

    /// <summary>Compares the two engines, under upstream's first name for it.</summary>
    public const string BenchmarkPerformance = "benchmark-performance";

    /// <summary>The same under upstream's second name.</summary>
    public const string BenchmarkIrVersusStack = "benchmark-ir-vs-stack";

    /// <summary>Writes a program with fewer instructions.</summary>
    public const string Optimize = "optimize";

    /// <summary>Writes a program in Lisp as text of the instruction set, under upstream's name for it.</summary>
    public const string CompileLisp = "compile-lisp";

    /// <summary>Lists the runtime functions.</summary>
    public const string Natives = "natives";

    /// <summary>Evaluates Scheme as it is entered.</summary>
    public const string Repl = "repl";

    /// <summary>Shows the help; a word that gives way to a file of that name.</summary>
    public const string Help = "help";

    /// <summary>All commands but the help.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Run, Compile, Check, Dump, Optimize, CompileLisp, Explore, Bench, BenchmarkPerformance, BenchmarkIrVersusStack, TestCoffeeShop, Natives, Repl];
}
