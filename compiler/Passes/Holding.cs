namespace TinyTotIL.Compiler.Passes;

/// <summary>An object or list that a function may hold alone, from its making or its arrival in a block to its end there.</summary>
/// <remarks>One register holds it, and those that <c>narrow</c> makes of that one.</remarks>
/// <param name="block">Number of the block that defines the register.</param>
/// <param name="isEmpty">Whether it is known to have no fields or elements.</param>
internal sealed class Holding(int block, bool isEmpty)
{
    /// <summary>Whether it is known to have no fields or elements. Such things are shared by all, so changing one makes another anyway.</summary>
    public bool IsEmpty { get; } = isEmpty;

    /// <summary>Number of the block that defines the register.</summary>
    public int Block { get; } = block;

    /// <summary>Uses, in order within each block, and those of a block together.</summary>
    public List<HoldingUse> Uses { get; } = [];

    /// <summary>Block parameters that receive it.</summary>
    public List<Holding> PassedTo { get; } = [];

    /// <summary>For a block parameter, what it receives.</summary>
    public List<Holding> Receives { get; } = [];

    /// <summary>Whether nothing is known by which somebody else could hold it too.</summary>
    public bool IsAlone { get; private set; } = true;

    /// <summary>Whether an update, of this or of what it is passed to, makes it worth looking at.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>Somebody else may hold it; so may whoever receives it.</summary>
    public void Share()
    {
        foreach (var shared in Spread(this, static holding => holding.PassedTo, static holding => holding.IsAlone))
        {
            shared.IsAlone = false;
        }
    }

    /// <summary>It is worth looking at, and so is what it may be.</summary>
    public void Want()
    {
        foreach (var wanted in Spread(this, static holding => holding.Receives, static holding => !holding.IsWanted))
        {
            wanted.IsWanted = true;
        }
    }

    /// <summary>Goes from holding to holding without recursion; each is given out before what lies behind it is looked at.</summary>
    private static IEnumerable<Holding> Spread(Holding start, Func<Holding, List<Holding>> next, Func<Holding, bool> isNews)
    {
        var pending = new Stack<Holding>();
        pending.Push(start);
        while (pending.TryPop(out var holding))
        {
            if (isNews(holding))
            {
                yield return holding;
                next(holding).ForEach(pending.Push);
            }
        }
    }
}
