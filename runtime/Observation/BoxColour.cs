namespace TinyTotIL.Runtime.Observation;

/// <summary>What a coloured text of a report means.</summary>
public enum BoxColour
{
    /// <summary>Nothing of its own.</summary>
    None,

    /// <summary>The title of a table.</summary>
    Title,

    /// <summary>The title of a column.</summary>
    Heading,

    /// <summary>Something went well.</summary>
    Good,

    /// <summary>Something went wrong.</summary>
    Bad,

    /// <summary>Something deserves a look.</summary>
    Doubtful,
}
