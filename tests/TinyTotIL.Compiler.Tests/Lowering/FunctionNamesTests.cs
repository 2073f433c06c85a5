using System.Text;
using TinyTotIL.Compiler.Tests.Ir;

namespace TinyTotIL.Compiler.Tests.Lowering;

/// <summary>Names of functions that share a label.</summary>
public sealed class FunctionNamesTests
{
    [Fact]
    public void Functions_of_one_label_are_numbered_around_names_already_taken()
    {
        var module = LoweredPrograms.Of("""
            CALL f#2
            PUSH_INT 1
            CALL f a
            PUSH_INT 1
            CALL f b
            PUSH_INT 1
            CALL f c
            HALT
            LABEL f#2
            RET
            LABEL f
            RET
            """);

        Assert.Equal(["main", "f#2", "f", "f#3", "f#4"], module.Functions.Select(function => function.Name));
    }

    [Fact]
    public void A_label_called_with_a_hundred_thousand_parameter_lists_is_no_trouble()
    {
        const int Calls = 100_000;
        var text = new StringBuilder();
        for (int number = 0; number < Calls; number++)
        {
            text.Append("NULL\nCALL f p").Append(number).Append('\n');
        }

        var names = LoweredPrograms.Of(text.Append("HALT\nLABEL f\nRET\n").ToString()).Functions.Select(function => function.Name).ToHashSet();
        Assert.Contains("f", names);
        Assert.Contains($"f#{Calls}", names);
    }
}
