namespace TinyTotIL.Compiler.IrExecution;

/// <summary>How a machine that has left the native stack goes on.</summary>
internal enum Resumption
{
    /// <summary>With the step once more.</summary>
    Again,

    /// <summary>With the step behind it.</summary>
    Behind,

    /// <summary>With the result of the call that the step made.</summary>
    WithResult,
}
