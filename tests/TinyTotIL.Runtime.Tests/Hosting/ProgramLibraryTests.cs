using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Hosting;

public sealed unsafe class ProgramLibraryTests
{
    private readonly FakeHost _host = new();
    private int _runs;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_top_level_runs_once_and_its_exports_can_be_used(bool usesProcesses)
    {
        var library = Library(usesProcesses, context =>
        {
            ConsoleOperations.Print(context, "loading");
            context.Halt();
        });
        Assert.Equal(0, _runs);
        Assert.Equal(7L, (long)library.Get("seven"));
        Assert.Equal(42L, (long)library.Call("double", 21L));
        Assert.Equal(4L, (long)library.Call("double", 2L));
        Assert.Equal(1, _runs);
        Assert.Equal("loading\n", _host.Console.Output);
        Assert.Equal("flush", _host.Console.Events[^1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_error_is_a_dotnet_exception_with_the_languages_trace_and_the_library_stays_usable(bool usesProcesses)
    {
        var library = Library(usesProcesses, _ => { });
        var failure = Assert.Throws<LanguageException>(() => library.Call("double", "x"));
        Assert.Equal("MUL expects two numbers (int or float) but got Str(\"x\"), Int(2)", failure.Message);
        Assert.Equal(["at helper (main.ttvm:9)"], failure.LanguageStackTrace);
        Assert.Equal(6L, (long)library.Call("double", 3L));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_and_argument_counts_are_checked(bool usesProcesses)
    {
        var library = Library(usesProcesses, _ => { });
        Assert.Equal("Undefined variable: nothing", Assert.Throws<LanguageException>(() => library.Call("nothing")).Message);
        Assert.Equal("Undefined variable: nothing", Assert.Throws<LanguageException>(() => library.Get("nothing")).Message);
        Assert.Equal(
            "CALL_FUNCTION expects a function or closure but got Int(7)", Assert.Throws<LanguageException>(() => library.Call("seven")).Message);
        Assert.Equal(
            "Need 1 stack items but only 0 available", Assert.Throws<LanguageException>(() => library.Call("double")).Message);
        Assert.Throws<ArgumentException>(() => library.Call("double", 1L, 2L));
        Assert.Equal(2L, (long)library.Call("double", 1L));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_top_level_that_fails_outside_the_language_does_not_run_again_either(bool usesProcesses)
    {
        var library = Library(usesProcesses, _ => throw new OutputClosedException());
        Assert.Throws<OutputClosedException>(() => library.Get("seven"));
        Assert.Throws<OutputClosedException>(() => library.Call("double", 1L));
        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_top_level_that_fails_fails_the_same_way_each_time_without_running_again(bool usesProcesses)
    {
        var library = Library(usesProcesses, context =>
        {
            context.Raise("broken");
            context.Locate(1);
        });
        for (int i = 0; i < 2; i++)
        {
            var failure = Assert.Throws<LanguageException>(() => library.Get("seven"));
            Assert.Equal("broken", failure.Message);
            Assert.Equal(["at <top level> (main.ttvm:1)"], failure.LanguageStackTrace);
        }

        Assert.Equal(1, _runs);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Exit_does_not_end_the_callers_process(bool usesProcesses)
    {
        var library = Library(usesProcesses, context => context.Exit(3));
        Assert.Equal("The program ended with exit code 3.", Assert.Throws<LanguageException>(() => library.Get("seven")).Message);
    }

    private static Value Double(ProcessContext context, FunctionValue function, Value argument)
    {
        var result = ArithmeticOperations.Multiply(context, argument, 2L);
        if (context.Reductions < 0)
        {
            context.Locate(5);
        }

        return result;
    }

    private ProgramLibrary Library(bool usesProcesses, Action<ProcessContext> body)
    {
        var code = (nint)(delegate*<ProcessContext, FunctionValue, Value, Value>)&Double;
        var function = new FunctionValue(
            new FunctionPrototype(0, 5, 5, ["n"], capturedNames: null, code, FunctionPrototype.SignatureOf(1, 1)), captured: null);
        var image = FakeHost.Image(usesProcesses, ("main", context =>
        {
            _runs++;
            ModuleOperations.Export(context, 7L, "seven");
            ModuleOperations.Export(context, Value.From(function), "double");
            body(context);
        }
        ));
        return new ProgramLibrary(() => image, _host.Services);
    }
}
