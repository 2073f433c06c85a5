using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>What <see cref="Stackifier"/> decided: where registers are, and where instructions are written.</summary>
internal sealed class StackPlan
{
    /// <summary>An instruction that is not written, or again at each use.</summary>
    public const int Unwritten = -1;

    private readonly RegisterPlace[] _places;
    private readonly IrInstruction?[] _definitions;
    private readonly int[][] _roots;

    /// <summary>An empty plan: registers are nowhere.</summary>
    /// <param name="function">The function.</param>
    public StackPlan(IrFunction function)
    {
        _places = new RegisterPlace[function.RegisterCount];
        _definitions = new IrInstruction?[function.RegisterCount];
        _roots = new int[function.Blocks.Length][];
    }

    /// <summary>Where a register is.</summary>
    /// <param name="register">The register.</param>
    public RegisterPlace PlaceOf(Register register) => _places[register.Number];

    /// <summary>The instruction that defines a register; null for a block parameter.</summary>
    /// <param name="register">The register.</param>
    public IrInstruction? DefinitionOf(Register register) => _definitions[register.Number];

    /// <summary>The definition of a register that is repeated or stacked at its use.</summary>
    /// <param name="register">The register.</param>
    public IrInstruction? WrittenAtUse(Register register) =>
        PlaceOf(register) is RegisterPlace.Repeated or RegisterPlace.Stacked ? _definitions[register.Number] : null;

    /// <summary>
    /// Positions in a block at which its instructions are written: their own, that of the instruction or terminator they
    /// are a part of, or <see cref="Unwritten"/>.
    /// </summary>
    /// <param name="block">Number of the block.</param>
    public int[] RootsOf(int block) => _roots[block];

    /// <summary>The arguments of an edge whose parameters are read.</summary>
    /// <param name="function">The function.</param>
    /// <param name="edge">The edge.</param>
    public IEnumerable<Register> PassedBy(IrFunction function, IrEdge edge)
    {
        var parameters = function.Blocks[edge.Block].Parameters;
        return edge.Arguments.Where((_, i) => PlaceOf(parameters[i]) == RegisterPlace.Local);
    }

    /// <summary>Places a register.</summary>
    /// <param name="register">The register.</param>
    /// <param name="place">Its place.</param>
    /// <param name="definition">What defines it; null for a block parameter.</param>
    public void Place(Register register, RegisterPlace place, IrInstruction? definition)
    {
        _places[register.Number] = place;
        _definitions[register.Number] = definition;
    }

    /// <summary>Says where the instructions of a block are written.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="roots">As <see cref="RootsOf"/> gives them.</param>
    public void SetRoots(int block, int[] roots) => _roots[block] = roots;
}
