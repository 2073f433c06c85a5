namespace TinyTotIL.Compiler.Ir;

/// <summary>Stretches of code whose instructions are counted at once where they begin.</summary>
internal interface IInstructionPieces
{
    /// <summary>Whether calls and instructions are counted by function.</summary>
    bool CountsCalls { get; }

    /// <summary>Whether it is counted how often each instruction starts.</summary>
    bool CountsStarts { get; }

    /// <summary>Instructions of its piece that come behind an instruction.</summary>
    /// <param name="index">The instruction.</param>
    int Behind(int index);

    /// <summary>Values that these make.</summary>
    /// <param name="index">The instruction.</param>
    int AllocationsBehind(int index);
}
