using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>Function values that .NET code carries from one program into another.</summary>
public sealed class ForeignFunctionTests
{
    /// <summary>Its function leaves one value or two, so it runs on a stack machine.</summary>
    private const string Giver =
        """
        MAKE_FUNCTION odd n
        STORE odd
        EXPORT odd
        HALT
        LABEL odd
        LOAD n
        JZ one
        PUSH_INT 2
        LABEL one
        PUSH_INT 1
        RET
        """;

    private const string Taker =
        """
        MAKE_FUNCTION apply f x
        STORE apply
        EXPORT apply
        MAKE_FUNCTION first list x
        STORE first
        EXPORT first
        HALT
        LABEL apply
        LOAD x
        LOAD f
        CALL_FUNCTION
        RET
        LABEL first
        LOAD x
        LOAD list
        PUSH_INT 0
        INDEX
        CALL_FUNCTION
        RET
        """;

    [Fact]
    public void As_an_argument_it_is_refused() =>
        Assert.Throws<ArgumentException>(() => Library(Taker).Call("apply", Library(Giver).Get("odd"), 1));

    [Fact]
    public void Inside_a_list_it_is_an_error_of_the_call()
    {
        var list = Value.From(ListValue.FromOwned([Library(Giver).Get("odd")]));
        var error = Assert.Throws<LanguageException>(() => Library(Taker).Call("first", list, 1));
        Assert.Equal("Unsupported operation: calling a function of another program", error.Message);
    }

    private static ProgramLibrary Library(string program)
    {
        var image = BothEngines.Emit(new MemoryModuleSource().Add(ProgramRun.MainPath, program)).LoadImage();
        return new ProgramLibrary(() => image, ClosedWorld.With(new FakeConsole()));
    }
}
