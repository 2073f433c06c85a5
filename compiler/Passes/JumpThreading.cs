using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Ways to code lead there straight, and blocks that follow each other only are one block.</summary>
/// <remarks>
/// <code>
/// b0:                                     b0:
///   r0 = get n                              r0 = get n
///   r1: bool = const true                   r1: bool = const true
///   branch r0 ? b1 : b2(r1)         =>      branch r0 ? b1 : b3
/// b1:                                     b1:
///   r2 = call f2(r0)                        r2 = call f2(r0)
///   jump b2(r2)                             branch r2 ? b3 : b4
/// b2(r3):                                 b3: ...
///   branch r3 ? b3 : b4                   b4: ...
/// </code>
/// A block that only jumps or branches is passed by when it is known where it goes: it jumps, it branches on what the way
/// there gives as a constant, or the same was decided just before. Its parameters may then be read nowhere else, because
/// that code would be reached without them. A branch on a constant, or to the same place either way, becomes a jump. A
/// block whose only way in is a jump is joined to the one before, unless their errors go to different handlers.
/// </remarks>
internal static class JumpThreading
{
    /// <summary>Joined blocks show constants that lead on; what takes longer to show is left to the next run.</summary>
    private const int MostRounds = 4;

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "jump-threading", "Leads jumps to where they end up and joins blocks that follow each other.", level: 1, (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        function = UnreachableBlocks.Remove(function);
        for (int round = 0; round < MostRounds; round++)
        {
            var threaded = UnreachableBlocks.Remove(new EdgeThreading(function).Run());
            var merged = BlockMerging.Run(threaded);
            if (ReferenceEquals(merged, function))
            {
                break;
            }

            function = merged;
        }

        return function;
    }
}
