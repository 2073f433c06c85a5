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

    /// <summary>Runs all programs of a folder, and says which do what they should.</summary>
    public const string TestAll = "test-all";

    /// <summary>Writes a program with process instructions as binary, reads it back, and says whether it is the same.</summary>
    public const string TestConcurrencyBytecode = "test-concurrency-bytecode";

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

    /// <summary>Runs a program under the eyes of a person.</summary>
    public const string Debug = "debug";

    /// <summary>Serves editors, under the name that they know such programs by.</summary>
    public const string LanguageServer = "lsp";

    /// <summary>Lets editors debug programs, by the Debug Adapter Protocol.</summary>
    public const string DebugAdapter = "dap";

    /// <summary>Shows the help; a word that gives way to a file of that name.</summary>
    public const string Help = "help";

    /// <summary>Upstream's demonstrations, each a test of one subject, in upstream's order.</summary>
    public static IReadOnlyList<string> Demonstrations { get; } =
    [
        "test-concurrency", "test-monitoring-linking", "test-multithreaded", "test-message-passing", "test-process-spawning",
        "test-register-whereis", "test-yield-comprehensive", "test-spawn-comprehensive", "test-send-receive-comprehensive",
        "test-smp-concurrency", "test-supervisor-tree", "test-selective-receive", "test-trap-exit", "test-process-registry",
    ];

    /// <summary>All commands but the help.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Run, Compile, Check, Dump, Optimize, CompileLisp, Explore, Bench, BenchmarkPerformance, BenchmarkIrVersusStack, Natives, Repl, LanguageServer, Debug, DebugAdapter,
        TestAll, TestCoffeeShop, TestConcurrencyBytecode, .. Demonstrations,
    ];
}
