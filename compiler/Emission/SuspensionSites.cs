using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The places of a function at which the process may leave the native stack, and what must be saved at each.</summary>
/// <remarks>
/// Each place saves what matters behind it and nothing else, so that a frame is small and keeps nothing alive. Only in a huge
/// function, where this would be more code than the JIT optimizes, do all places save the same.
/// </remarks>
internal sealed class SuspensionSites
{
    /// <summary>Locals saved at all places together; each takes some twenty bytes of IL to save and as many to restore.</summary>
    private const int MostSaved = 1000;

    /// <summary>64-bit words of the analysis: 64 MB.</summary>
    private const long LargestAnalysis = 8 << 20;

    private readonly Dictionary<(int Block, int Position), SuspensionSite> _sites = [];
    private readonly SuspensionSite[] _byState;

    private SuspensionSites(FunctionLayout layout, List<(int Block, int Position)> positions)
    {
        _byState = new SuspensionSite[positions.Count];
        IsShared = PlaceLiveness.SizeOf(layout.Function, layout.Allocation) > LargestAnalysis;
        if (IsShared)
        {
            Share(layout, positions, layout.Allocation.Places);
            return;
        }

        int saved = FindPlaces(layout, positions);
        if (saved > MostSaved)
        {
            IsShared = true;
            Share(layout, positions, [.. _byState.SelectMany(site => site.Places).Distinct().Order()]);
        }
    }

    /// <summary>The places, by number.</summary>
    public IReadOnlyList<SuspensionSite> All => _byState;

    /// <summary>Whether all places save the same, by the same code.</summary>
    public bool IsShared { get; }

    /// <summary>Finds the places of a function.</summary>
    /// <param name="layout">The function.</param>
    /// <param name="suspends">Whether the process may leave the stack in an instruction.</param>
    /// <returns>Null when there is none.</returns>
    public static SuspensionSites? Find(FunctionLayout layout, Func<IrInstruction, bool> suspends)
    {
        var positions = new List<(int, int)>();
        foreach (int block in layout.Blocks.Linear)
        {
            var instructions = layout.Function.Blocks[block].Instructions;
            for (int i = 0; i < instructions.Length; i++)
            {
                if (suspends(instructions[i]))
                {
                    positions.Add((block, i));
                }
            }
        }

        return positions.Count == 0 ? null : new SuspensionSites(layout, positions);
    }

    /// <summary>The place an instruction is; null for any other instruction.</summary>
    /// <param name="block">Number of its block.</param>
    /// <param name="position">Its position in the block.</param>
    public SuspensionSite? At(int block, int position) => _sites.GetValueOrDefault((block, position));

    private int FindPlaces(FunctionLayout layout, List<(int Block, int Position)> positions)
    {
        var liveness = new PlaceLiveness(layout);
        int state = 0, saved = 0;
        foreach (var group in positions.GroupBy(site => site.Block))
        {
            var block = layout.Function.Blocks[group.Key];
            var states = group.ToDictionary(site => site.Position, _ => state++);
            liveness.Visit(block, states.ContainsKey, (position, before, after) =>
            {
                var instruction = block.Instructions[position];
                var site = new SuspensionSite(states[position], block, instruction, []);
                site = site with { Places = site.IsRetried ? before : Without(layout, instruction.Target, after) };
                saved += site.Places.Count;
                Add(position, site);
            });
        }

        return saved;
    }

    /// <summary>The result of a call is not there yet.</summary>
    private static List<int> Without(FunctionLayout layout, Register? target, List<int> places)
    {
        if (target is { } register && layout.Plan.PlaceOf(register) == RegisterPlace.Local)
        {
            places.Remove(layout.Allocation.SlotOf(register));
        }

        return places;
    }

    private void Share(FunctionLayout layout, List<(int Block, int Position)> positions, IReadOnlyList<int> places)
    {
        for (int state = 0; state < positions.Count; state++)
        {
            var (number, position) = positions[state];
            var block = layout.Function.Blocks[number];
            Add(position, new SuspensionSite(state, block, block.Instructions[position], places));
        }
    }

    private void Add(int position, SuspensionSite site)
    {
        _byState[site.State] = site;
        _sites[(site.Block.Number, position)] = site;
    }
}
