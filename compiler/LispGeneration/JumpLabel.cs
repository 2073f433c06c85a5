namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>A place in code that may not be known yet.</summary>
/// <param name="name">What the text format calls it; null for a name made up there.</param>
internal sealed class JumpLabel(string? name = null)
{
    /// <summary>What the text format calls it.</summary>
    public string? Name { get; set; } = name;

    /// <summary>The address; -1 while unknown.</summary>
    public int Address { get; set; } = -1;

    /// <summary>Whether any instruction leads to it.</summary>
    public bool IsUsed { get; set; }
}
