namespace TinyTotIL.Compiler.Bytecode;

/// <summary>What the stages need to know of an instruction besides its stack effect.</summary>
[Flags]
internal enum InstructionTraits
{
    /// <summary>Nothing special: reads and writes the operand stack, cannot fail.</summary>
    None = 0,

    /// <summary>Can raise an error beyond stack underflow.</summary>
    MayRaise = 1,

    /// <summary>Never continues with the next instruction.</summary>
    EndsBlock = 2,

    /// <summary>Can continue at its operand's address.</summary>
    Branches = 4,

    /// <summary>Has an effect beyond the operand stack, so it may not be removed or repeated.</summary>
    HasEffect = 8,

    /// <summary>Not in upstream's language.</summary>
    Extension = 32,

    /// <summary>Puts popped values into a list or object, from where they can come out elsewhere.</summary>
    StoresElement = 64,

    /// <summary>Pushes a value that may have been stored in a list or object.</summary>
    LoadsElement = 128,

    /// <summary>Needs processes: a program that has such an instruction runs all its code in them.</summary>
    NeedsProcesses = 256,

    /// <summary>Needs the library that reads CSV, which is put beside compiled programs that have such an instruction.</summary>
    NeedsDelimitedText = 512,

    /// <summary>Needs the libraries of SQL databases, in the same way.</summary>
    NeedsDatabases = 1024,

    /// <summary>Makes a value that the program can hold on to: text, a list, an object, a function, a pair, a vector.</summary>
    Allocates = 2048,

    /// <summary>Reads a variable, by the name in its operand or in a cell.</summary>
    ReadsVariable = 1 << 16,

    /// <summary>Writes or removes a variable.</summary>
    WritesVariable = 1 << 17,

    /// <summary>Reads a field of an object.</summary>
    ReadsField = 1 << 18,

    /// <summary>Writes or removes a field of an object.</summary>
    WritesField = 1 << 19,

    /// <summary>Reads the element of a list or vector at an index.</summary>
    ReadsIndex = 1 << 20,

    /// <summary>Writes the element of a list or vector at an index.</summary>
    WritesIndex = 1 << 21,

    /// <summary>Makes a function value.</summary>
    MakesClosure = 1 << 22,
}
