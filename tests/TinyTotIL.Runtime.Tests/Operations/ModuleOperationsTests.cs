using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Operations;

public sealed class ModuleOperationsTests
{
    private static readonly Action<ProcessContext> Main = _ => { };

    private readonly FakeHost _host = new();

    [Fact]
    public void Exports_arrive_and_a_second_import_runs_nothing()
    {
        int runs = 0;
        var context = Program(("m", c =>
        {
            runs++;
            Export(c, "x", 1L);
            Export(c, "x", 2L);
        }
        ));
        ModuleOperations.Import(context, 1);
        ModuleOperations.Import(context, 1);
        Assert.Equal(1, runs);
        Assert.Equal(0, context.Reductions);
        Assert.Equal(2, ModuleOperations.ExportOr(context, 1, "x", Value.Null).AsInt);
        Assert.True(ModuleOperations.ExportOr(context, 1, "y", Value.Null).IsNull);
        Assert.Equal(1, ModuleOperations.ExportsOf(context, 1).Count);
        Assert.Equal(0, context.Module.Module);
        Assert.Empty(context.Loading);
    }

    [Fact]
    public void An_unset_variable_cannot_be_exported()
    {
        var context = Program();
        ModuleOperations.Export(context, Value.Unset, "x");
        Assert.Equal("Undefined variable: x", FakeHost.TakeError(context));
    }

    [Fact]
    public void Halt_ends_the_module_and_keeps_its_exports()
    {
        var context = Program(("m", c =>
        {
            Export(c, "x", 1L);
            c.Halt();
        }
        ));
        ModuleOperations.Import(context, 1);
        Assert.Equal(0, context.Reductions);
        Assert.Equal(1, ModuleOperations.ExportOr(context, 1, "x", Value.Null).AsInt);
    }

    [Fact]
    public void Exit_ends_everything()
    {
        var context = Program(("m", c => c.Exit(3)));
        ModuleOperations.Import(context, 1);
        Assert.Equal(ProcessContext.Exiting, context.Reductions);
        Assert.Equal(3, context.ExitCode);
        Assert.Equal(0, context.Module.Module);
    }

    [Fact]
    public void A_module_that_cannot_be_loaded_says_so_each_time()
    {
        var context = Program(("m", null));
        for (int i = 0; i < 2; i++)
        {
            ModuleOperations.Import(context, 1);
            Assert.Equal("Cannot load m", FakeHost.TakeError(context));
        }
    }

    [Fact]
    public void An_uncaught_throw_carries_the_modules_text_and_numbers_and_the_module_runs_again()
    {
        int runs = 0;
        var context = Program(("m", c =>
        {
            runs++;
            c.RaiseThrown("boo");
            c.Locate(14);
        }
        ));
        for (int i = 0; i < 2; i++)
        {
            ModuleOperations.Import(context, 1);
            var raised = context.Raised!;
            Assert.Equal([14], raised.Frames);
            context.Locate(3);
            var exception = (ExceptionValue)context.Catch().Tag!;
            Assert.Equal("Parse error on line 4: Unhandled exception: boo", exception.Message);
            Assert.Equal(["at instruction 3"], exception.Trace);
            Assert.Empty(context.Loading);
        }

        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_circle_is_named_by_the_path_that_closes_it()
    {
        var context = Program(
            ("a", c => Propagate(c, () => ModuleOperations.Import(c, 2), 10)),
            ("b", c => Propagate(c, () => ModuleOperations.Import(c, 1), 20)));
        ModuleOperations.Import(context, 1);
        Assert.Equal("Circular dependency detected: a", FakeHost.TakeError(context));
    }

    [Fact]
    public void What_a_module_imported_is_not_run_again_for_the_importer()
    {
        var runs = new List<string>();
        var context = Program(
            ("a", c =>
            {
                runs.Add("a");
                ModuleOperations.Import(c, 3);
            }
        ),
            ("b", c =>
            {
                runs.Add("b");
                ModuleOperations.Import(c, 3);
            }
        ),
            ("shared", c =>
            {
                runs.Add("shared");
                Export(c, "x", 1L);
            }
        ));
        ModuleOperations.Import(context, 1);
        ModuleOperations.Import(context, 2);
        ModuleOperations.Import(context, 3);
        Assert.Equal(["a", "shared", "b"], runs);
        Assert.Equal(1, ModuleOperations.ExportOr(context, 3, "x", Value.Null).AsInt);
    }

    [Fact]
    public void Imports_of_a_failed_module_do_not_join_the_importer()
    {
        var context = Program(
            ("a", c =>
            {
                ModuleOperations.Import(c, 2);
                c.Raise("late");
                c.Locate(10);
            }
        ),
            ("b", Main));
        ModuleOperations.Import(context, 1);
        Assert.Equal("late", FakeHost.TakeError(context));
        Assert.Empty(context.Module.Cache);
        Assert.Equal(5u, context.Addresses.Visible(2, 5));
    }

    [Fact]
    public void Imported_code_is_numbered_behind_the_importers()
    {
        var context = Program(("a", c => ModuleOperations.Import(c, 2)), ("b", Main));
        ModuleOperations.Import(context, 1);
        Assert.Equal(12u, context.Addresses.Visible(1, 2));
        Assert.Equal(22u, context.Addresses.Visible(2, 2));
    }

    [Fact]
    public void A_chain_of_imports_too_deep_for_the_stack_is_an_error_of_the_language()
    {
        const int Depth = 30_000;
        int started = 0;
        var bodies = Enumerable.Range(1, Depth)
            .Select(number => ($"m{number}", (Action<ProcessContext>?)(c =>
            {
                started++;
                if (number < Depth)
                {
                    Propagate(c, () => ModuleOperations.Import(c, number + 1), 10 * number);
                }
            })))
            .Prepend(("main", c => Propagate(c, () => ModuleOperations.Import(c, 1), 0)));
        var limits = new RuntimeLimits { StackBytes = 2 << 20 };
        var context = new ProcessContext(FakeHost.Image([.. bodies]), _host.Services, limits);
        StackSegments.EnterOnThisThread(context);
        ModuleOperations.Import(context, 1);
        Assert.Equal("Call stack overflow", FakeHost.TakeError(context));
        Assert.InRange(started, 100, Depth - 1);
        Assert.Empty(context.Loading);
    }

    private static void Export(ProcessContext context, string name, Value value) => ModuleOperations.Export(context, value, name);

    private static void Propagate(ProcessContext context, Action action, int address)
    {
        action();
        if (context.Reductions < 0)
        {
            context.Locate(address);
        }
    }

    private ProcessContext Program(params (string Path, Action<ProcessContext>? Body)[] modules) =>
        _host.Context(FakeHost.Image([("main", Main), .. modules]));
}
