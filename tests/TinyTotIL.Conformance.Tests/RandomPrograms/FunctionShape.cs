namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>How the body of a generated function is made.</summary>
internal enum FunctionShape
{
    /// <summary>Statements, then the results.</summary>
    Ordinary,

    /// <summary>Statements that end in a tail call of another function where one fits.</summary>
    TailCaller,

    /// <summary>Calls itself with its first parameter one smaller, and works on the result.</summary>
    Recursive,

    /// <summary>Calls itself in tail position with its first parameter one smaller.</summary>
    TailRecursive,

    /// <summary>Opens a handler and returns without closing it.</summary>
    HandlerLeaker,

    /// <summary>Closes a handler of whoever called it.</summary>
    HandlerCloser,

    /// <summary>Leaves one value more on one of two branches.</summary>
    Unbalanced,
}
