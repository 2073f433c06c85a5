namespace TinyTotIL.Compiler.Debugging;

/// <summary>How a program that stands still is to go on.</summary>
public enum Resumption
{
    /// <summary>Until something else stops it.</summary>
    Continue,

    /// <summary>To the next line, in whatever function that is.</summary>
    StepIn,

    /// <summary>To the next line of this function or of one that called it.</summary>
    StepOver,

    /// <summary>Until this function has returned.</summary>
    StepOut,

    /// <summary>To the next instruction.</summary>
    InstructionIn,

    /// <summary>To the next instruction of this function or of one that called it.</summary>
    InstructionOver,

    /// <summary>Back to the last breakpoint that was passed, within what is recorded.</summary>
    ReverseContinue,

    /// <summary>Back to the beginning of the line before, in whatever function that is.</summary>
    ReverseIn,

    /// <summary>Back to the beginning of the line before in this function or one that called it.</summary>
    ReverseOver,

    /// <summary>Back to the call of this function.</summary>
    ReverseOut,

    /// <summary>Back to the instruction before.</summary>
    ReverseInstruction,

    /// <summary>To the present, from the past.</summary>
    ToPresent,

    /// <summary>Not at all: the program ends.</summary>
    Quit,
}
