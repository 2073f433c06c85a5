namespace TinyTotIL.Compiler.Modules;

/// <summary>Ceilings on what a program may consist of, so that a source that invents files comes to an end.</summary>
internal sealed record ModuleLimits
{
    /// <summary>The ceilings in force unless others are given.</summary>
    public static ModuleLimits Default { get; } = new();

    /// <summary>Modules, the main program included.</summary>
    public int Modules { get; init; } = 4096;

    /// <summary>Texts looked up as names of programs that may be started; further ones are known only when the program runs.</summary>
    public int ProgramNames { get; init; } = 10_000;

    /// <summary>Bytes of all files together.</summary>
    public long Bytes { get; init; } = 64L << 20;
}
