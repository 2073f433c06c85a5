using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Hosting;

/// <summary>A library whose program starts a process that counts, and asks it in calls.</summary>
public sealed class ProcessLibraryTests
{
    private readonly FakeHost _host = new();
    private Process? _server;

    [Fact]
    public void A_process_lives_on_between_calls_and_a_call_waits_for_its_answer()
    {
        var library = Library();
        Assert.Equal(1L, (long)library.Call("ask"));
        Assert.Equal(2L, (long)library.Call("ask"));
        Assert.Equal(3L, (long)library.Call("ask"));
        Assert.Empty(_host.Console.ErrorLines);
    }

    [Fact]
    public void A_call_that_nothing_can_end_is_an_error_and_the_library_stays_usable()
    {
        var library = Library();
        string message = Assert.Throws<LanguageException>(() => library.Call("wait")).Message;
        Assert.StartsWith("Deadlock: 2 processes wait and nothing can wake them\n", message, StringComparison.Ordinal);
        Assert.Equal(1L, (long)library.Call("ask"));
    }

    [Fact]
    public void A_call_may_sleep()
    {
        var library = Library();
        Assert.True(library.Call("sleep").IsNull);
    }

    [Fact]
    public void Exit_in_a_call_ends_the_processes_but_not_the_callers_program()
    {
        var library = Library();
        Assert.Equal(1L, (long)library.Call("ask"));
        Assert.Equal("The program ended with exit code 4.", Assert.Throws<LanguageException>(() => library.Call("exit")).Message);
        Assert.True(library.Call("sleep").IsNull);
    }

    [Fact]
    public void A_process_that_ends_itself_with_a_reason_fails_its_call()
    {
        var library = Library();
        Assert.Equal("The process of the call ended: tired", Assert.Throws<LanguageException>(() => library.Call("give up")).Message);
    }

    [Fact]
    public void A_failure_of_the_host_reaches_the_caller()
    {
        var library = Library();
        Assert.Equal(1L, (long)library.Call("ask"));
        _host.Console.WriteFailure = new Runtime.Host.OutputClosedException();
        Assert.Throws<Runtime.Host.OutputClosedException>(() => library.Call("print"));
    }

    private ProgramLibrary Library()
    {
        var functions = new Dictionary<string, Func<Script>>
        {
            ["ask"] = Ask,
            ["wait"] = () => new Script(context => ReceiveOperations.Receive(context)),
            ["sleep"] = () => new Script(context => TimeOperations.Sleep(context, 1L)),
            ["exit"] = () => new Script(context => context.Exit(4)),
            ["give up"] = () => new Script(context => context.End("tired")),
            ["print"] = () => new Script(context => ConsoleOperations.Print(context, "lost")),
        };
        string[] names = [.. functions.Keys];
        var image = FakeHost.Image(usesProcesses: true, ("main", context =>
        {
            for (int i = 0; i < names.Length; i++)
            {
                var prototype = new FunctionPrototype(0, (ulong)i, target: i, parameters: [], capturedNames: null);
                ModuleOperations.Export(context, Value.From(prototype.PlainValue), names[i]);
            }

            _server = Script.Spawn(context, CountRequests());
        }
        ));
        image.CallOnStackMachine = (context, function, _) => functions[names[function.Prototype.Target]]().Resume(context);
        return new ProgramLibrary(() => image, _host.Services);
    }

    private Script Ask()
    {
        var answer = Value.Null;
        return new Script(
            context => context.Scheduler!.Send(_server!, new Message(context.Process!.Id)),
            context => answer = ReceiveOperations.Receive(context))
        {
            Result = () => answer,
        };
    }

    private static Action<ProcessContext> CountRequests()
    {
        long count = 0;
        return Script.Repeat(long.MaxValue, context =>
        {
            var request = ReceiveOperations.Receive(context);
            if (context.Reductions >= 0)
            {
                MessageOperations.SendTo(context, ++count, request);
            }
        });
    }
}
