using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests;

/// <summary>A context for operations that do not touch the outside world, and the ways to ask what one did.</summary>
internal static class TestProcess
{
    public static ProcessContext Create()
    {
        var main = new ModuleImage("main", Start: 0, Length: 100, LoadError: null, Body: null);
        var host = new HostServices(Console: null!, Files: null!, Clock: null!, Environment: null!, Programs: null!);
        return new ProcessContext(new ProgramImage([main], () => ProgramSymbols.Empty), host);
    }

    /// <summary>Runs an operation that succeeds, and gives the Debug form of its result.</summary>
    public static string Result(Func<ProcessContext, Value> operation)
    {
        var context = Create();
        var result = operation(context);
        Assert.Null(context.Raised);
        Assert.True(context.Reductions >= 0);
        return ValueText.Debug(result, AddressSpace.OwnNumbers);
    }

    /// <summary>Runs an operation that fails, and gives the error's text.</summary>
    public static string Error(Func<ProcessContext, Value> operation)
    {
        var context = Create();
        operation(context);
        Assert.Equal(ProcessContext.Raising, context.Reductions);
        context.Locate(0);
        return ((ExceptionValue)context.Catch().Tag!).Message;
    }
}
