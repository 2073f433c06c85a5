namespace TinyTotIL.Compiler.Emission;

/// <summary>A position in the IL of one method. It may be branched to before it is marked.</summary>
internal sealed class IlLabel
{
    private readonly string? _name;

    /// <summary>Creates a label; emitters number theirs from 0.</summary>
    /// <param name="number">Its number in the method.</param>
    /// <param name="name">What it stands for, for readers.</param>
    public IlLabel(int number, string? name)
    {
        Number = number;
        _name = name;
    }

    /// <summary>Its number in the method.</summary>
    public int Number { get; }

    /// <summary>What readers see.</summary>
    public string Name => _name ?? $"L{Number}";
}
