using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Operations;

public sealed class ConsoleOperationsTests
{
    [Fact]
    public void Values_print_in_display_form_with_a_newline()
    {
        var host = new FakeHost();
        var context = host.Context();
        var list = Value.From(ListValue.FromOwned([1L, "x y", Value.Null]));
        foreach (var value in new Value[] { -5L, long.MinValue, 10.0, "text", "", true, list })
        {
            ConsoleOperations.Print(context, value);
        }

        Assert.Equal("-5\n-9223372036854775808\n10\ntext\n\ntrue\n[1, x y, null]\n", host.Console.Output);
    }

    [Fact]
    public void Input_is_read_by_line_by_character_and_to_the_end()
    {
        var context = new FakeHost("one\nérest").Context();
        Assert.Equal("one", ConsoleOperations.ReadLine(context).AsText);
        Assert.Equal("\u00C3", ConsoleOperations.ReadChar(context).AsText);
        Assert.Equal("\u00A9", ConsoleOperations.ReadChar(context).AsText);
        Assert.Equal("rest", ConsoleOperations.ReadInput(context).AsText);
        Assert.Equal("", ConsoleOperations.ReadLine(context).AsText);
    }

    [Fact]
    public void No_character_at_the_end_of_input_is_an_error()
    {
        var context = new FakeHost().Context();
        ConsoleOperations.ReadChar(context);
        Assert.Equal("File operation failed on stdin: failed to fill whole buffer", FakeHost.TakeError(context));
    }

    [Fact]
    public void A_scope_is_dumped_in_debug_form()
    {
        var host = new FakeHost();
        var scope = new Scope();
        ScopeOperations.Dump(host.Context(), scope);
        scope.Set("a", 1L);
        scope.Set("b", "x");
        ScopeOperations.Dump(host.Context(), scope);
        Assert.Equal("Current scope: Some({})\nCurrent scope: Some({\"a\": Int(1), \"b\": Str(\"x\")})\n", host.Console.Output);
    }

    [Fact]
    public void Deleting_an_unknown_variable_is_a_warning()
    {
        var host = new FakeHost();
        var context = host.Context();
        VariableOperations.WarnUnknownDelete(context, "x");
        Assert.Equal(["Warning: tried to DELETE unknown variable 'x'"], host.Console.ErrorLines);
        Assert.Equal(0, context.Reductions);
    }
}
