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
}
