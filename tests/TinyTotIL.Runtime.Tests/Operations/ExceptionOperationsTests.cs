using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class ExceptionOperationsTests
{
    [Theory]
    [InlineData("bad", "bad")]
    [InlineData(null, "Thrown value: Null")]
    public void A_thrown_value_becomes_an_exception_with_one_trace_line(string? thrown, string message)
    {
        var context = Create();
        ExceptionOperations.Throw(context, thrown is null ? Value.Null : Value.Text(thrown));
        context.Locate(7);
        var caught = (ExceptionValue)context.Catch().Tag!;
        Assert.Equal(message, caught.Message);
        Assert.Equal(["at instruction 7"], caught.Trace);
    }

    [Fact]
    public void A_rethrown_exception_stays_what_it_is()
    {
        var context = Create();
        var exception = new ExceptionValue("boo", ["at instruction 2"]);
        ExceptionOperations.Throw(context, Value.From(exception));
        context.Locate(7);
        Assert.Same(exception, context.Catch().Tag);
    }

    [Fact]
    public void An_exception_can_be_taken_apart()
    {
        var exception = Value.From(new ExceptionValue("boo", ["at instruction 2", "at instruction 9"]));
        Assert.Equal("Str(\"boo\")", Result(c => ExceptionOperations.Message(c, exception)));
        Assert.Equal("List([Str(\"at instruction 2\"), Str(\"at instruction 9\")])", Result(c => ExceptionOperations.Trace(c, exception)));
        Assert.Equal("EXCEPTION_MESSAGE expects an exception but got Str(\"boo\")", Error(c => ExceptionOperations.Message(c, Value.Text("boo"))));
        Assert.Equal("EXCEPTION_TRACE expects an exception but got Null", Error(c => ExceptionOperations.Trace(c, Value.Null)));
    }
}
