namespace TinyTotIL.Compiler.Lisp;

/// <summary>What COND-EXPAND can ask for.</summary>
internal static class Features
{
    private static readonly string[] All = ["r7rs", "exact-closed", "ieee-float", "full-unicode", "ratios", "ttil", "tinytotil", "dotnet"];

    /// <summary>Whether this implementation has a feature.</summary>
    /// <param name="name">Its name.</param>
    public static bool Has(string name) => Array.IndexOf(All, name) >= 0;
}
