namespace TinyTotIL.Compiler.Passes;

/// <summary>What is done with an object or list that a function may hold alone.</summary>
internal enum HoldingUseKind
{
    /// <summary>It is only looked at.</summary>
    Read,

    /// <summary>A changed copy is made, which may be the thing itself when nobody needs it as it was.</summary>
    Update,

    /// <summary>Somebody else may hold it from now on.</summary>
    Escape,

    /// <summary>An edge passes it to a block parameter, which holds it from now on.</summary>
    Pass,
}
