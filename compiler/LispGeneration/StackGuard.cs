using System.Runtime.CompilerServices;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Ends the compilation of a program whose expressions are nested deeper than the compiler's own stack.</summary>
internal static class StackGuard
{
    /// <summary>Goes on only while there is room for a few more calls.</summary>
    public static void Check()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new NestedTooDeeplyException();
        }
    }
}
