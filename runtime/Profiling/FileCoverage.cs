namespace TinyTotIL.Runtime.Profiling;

/// <summary>How often the lines of a file were reached.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">Its lines that have instructions, in order.</param>
public sealed record FileCoverage(string Path, IReadOnlyList<LineCoverage> Lines)
{
    /// <summary>Lines that were reached.</summary>
    public int Reached => Lines.Count(line => line.Hits > 0);
}
