namespace TinyTotIL.Runtime.Processes;

/// <summary>What an instruction reads, writes or makes besides the operand stack, as far as observers are told.</summary>
public enum InstructionAccess : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A variable is read.</summary>
    VariableRead,

    /// <summary>A variable is written or removed.</summary>
    VariableWrite,

    /// <summary>A field of an object is read.</summary>
    FieldRead,

    /// <summary>A field of an object is written or removed.</summary>
    FieldWrite,

    /// <summary>An element of a list or vector is read.</summary>
    ElementRead,

    /// <summary>An element of a list or vector is written.</summary>
    ElementWrite,

    /// <summary>A closure or another function value is made.</summary>
    Closure,
}
