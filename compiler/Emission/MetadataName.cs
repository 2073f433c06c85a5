namespace TinyTotIL.Compiler.Emission;

/// <summary>Makes names of the program safe to store in metadata.</summary>
internal static class MetadataName
{
    private const int Longest = 200;

    /// <summary>The name, shortened when it is very long, without characters that end a string in metadata.</summary>
    /// <param name="name">A label, variable or function name.</param>
    public static string Of(string name)
    {
        string clean = name.Replace('\0', '?');
        return clean.Length <= Longest ? clean : clean[..Longest] + "…";
    }

    /// <summary>A name for the method of a function: as <see cref="Of"/>, never a constructor's, and unique.</summary>
    /// <param name="name">The function's unique name.</param>
    /// <param name="number">The function's number.</param>
    public static string OfMethod(string name, int number)
    {
        string clean = Of(name);
        return clean != name || clean.StartsWith('.') ? $"function{number} {clean}" : clean;
    }
}
