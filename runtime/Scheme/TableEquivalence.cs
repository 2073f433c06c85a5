namespace TinyTotIL.Runtime.Scheme;

/// <summary>Which keys of a table are one key.</summary>
public enum TableEquivalence
{
    /// <summary>Those that EQUAL? says are.</summary>
    Equal,

    /// <summary>Those that EQV? says are; EQ? knows no others.</summary>
    Eqv,

    /// <summary>A procedure of the program says; the table holds lists of entries by the numbers that another one gives for their keys.</summary>
    Program,
}
