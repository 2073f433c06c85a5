using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Errors;

public sealed class ErrorTextTests
{
    [Fact]
    public void Values_that_share_their_parts_are_shown_in_part()
    {
        var value = Value.Text("x");
        for (int i = 0; i < 45; i++)
        {
            value = Value.From(ListValue.FromOwned([value, value]));
        }

        string text = ErrorText.TypeMismatch(AddressSpace.OwnNumbers, "EQ", "values of the same type", [value, value]);
        Assert.StartsWith("EQ expects values of the same type but got List([List([", text, StringComparison.Ordinal);
        Assert.EndsWith("...", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 2 * ErrorText.MostShown, (2 * ErrorText.MostShown) + 100);
    }

    [Fact]
    public void A_value_of_an_ordinary_size_is_shown_whole()
    {
        string content = new('x', 500_000);
        Assert.Equal(
            $"ADD expects numbers but got Int(1), Str(\"{content}\")",
            ErrorText.TypeMismatch(AddressSpace.OwnNumbers, "ADD", "numbers", [Value.Int(1), Value.Text(content)]));
    }
}
