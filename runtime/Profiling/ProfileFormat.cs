namespace TinyTotIL.Runtime.Profiling;

/// <summary>A form in which a profile is written to a file.</summary>
public enum ProfileFormat
{
    /// <summary>JSON for speedscope.</summary>
    Speedscope,

    /// <summary>A line for each stack, with its weight behind it: what flame graph tools read.</summary>
    CollapsedStacks,

    /// <summary>A page that shows flame graphs and a table by itself.</summary>
    Html,
}
