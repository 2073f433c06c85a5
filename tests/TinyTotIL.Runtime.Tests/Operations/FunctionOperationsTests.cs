using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Operations;

public sealed unsafe class FunctionOperationsTests
{
    private readonly ProcessContext _context = new FakeHost().Context();

    [Fact]
    public void Compiled_code_receives_its_arguments_in_order()
    {
        Assert.Equal("none", Invoke(Function(0, 1, (nint)(delegate*<ProcessContext, FunctionValue, Value>)&None)).AsText);
        Assert.Equal("a, b, c", Invoke(Function(3, 1, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value>)&Three), "a", "b", "c").AsText);
        var eight = Function(
            8, 1, (nint)(delegate*<ProcessContext, FunctionValue, Value, Value, Value, Value, Value, Value, Value, Value, Value>)&Eight);
        Assert.Equal("12345678", Invoke(eight, "1", "2", "3", "4", "5", "6", "7", "8").AsText);
    }

    [Fact]
    public void A_function_that_leaves_nothing_gives_null() =>
        Assert.True(Invoke(Function(0, 0, (nint)(delegate*<ProcessContext, FunctionValue, Value>)&None)).IsNull);

    [Fact]
    public void Too_few_arguments_are_an_error_of_the_language()
    {
        Invoke(Function(3, 1, 0), "a");
        Assert.Equal("Need 3 stack items but only 1 available", FakeHost.TakeError(_context));
    }

    [Fact]
    public void Too_many_arguments_are_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => Invoke(Function(0, 1, 0), "a"));

    [Fact]
    public void A_function_that_takes_values_of_its_caller_goes_to_the_stack_machine()
    {
        var prototype = new FunctionPrototype(
            0, 0, 0, ["x"], capturedNames: null, code: 1, signature: FunctionPrototype.SignatureOf(arguments: 2, results: 1));
        var function = new FunctionValue(prototype, captured: null);
        _context.Image.CallOnStackMachine = (_, called, values) => called == function ? values[0] : Value.Null;
        Assert.Equal("a", Invoke(function, "a").AsText);
    }

    [Fact]
    public void Without_a_stack_machine_such_a_function_is_unsupported()
    {
        Invoke(Function(0, 1, 0));
        Assert.Equal("Unsupported operation: this function cannot be called from .NET code", FakeHost.TakeError(_context));
    }

    private static FunctionValue Function(int parameters, int results, nint code) =>
        new(
            new FunctionPrototype(
                0, 0, 0, [.. Enumerable.Range(0, parameters).Select(i => $"p{i}")], null, code, FunctionPrototype.SignatureOf(parameters, results)),
            captured: null);

    private static Value None(ProcessContext context, FunctionValue function) => "none";

    private static Value Three(ProcessContext context, FunctionValue function, Value a, Value b, Value c) => $"{a}, {b}, {c}";

    private static Value Eight(
        ProcessContext context, FunctionValue function, Value a, Value b, Value c, Value d, Value e, Value f, Value g, Value h) =>
        $"{a}{b}{c}{d}{e}{f}{g}{h}";

    private Value Invoke(FunctionValue function, params Value[] arguments) => FunctionOperations.Invoke(_context, function, arguments);
}
