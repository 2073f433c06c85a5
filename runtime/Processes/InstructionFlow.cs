namespace TinyTotIL.Runtime.Processes;

/// <summary>Where control goes after an instruction that succeeds.</summary>
public enum InstructionFlow : byte
{
    /// <summary>To the next instruction, or to the place that a jump names.</summary>
    Next,

    /// <summary>Into a function, and to the next instruction when that returns.</summary>
    Call,

    /// <summary>Into a function in place of the one it stands in.</summary>
    TailCall,

    /// <summary>Back to the caller.</summary>
    Return,
}
