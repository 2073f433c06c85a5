namespace TinyTotIL.Compiler.Lisp;

/// <summary>Counts what macros insert, so that an expansion that never ends comes to one.</summary>
internal sealed class ExpansionLimits
{
    /// <summary>Data that the macros of one unit may insert.</summary>
    private const int MostInserted = 5_000_000;

    private int _inserted;

    /// <summary>Whether macros have inserted more than they may.</summary>
    public bool IsExhausted => _inserted > MostInserted;

    /// <summary>Counts one datum.</summary>
    public void Count() => _inserted++;

    /// <summary>Begins anew, for the next unit.</summary>
    public void Reset() => _inserted = 0;
}
