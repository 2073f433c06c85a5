namespace TinyTotIL.Runtime.Scheme;

/// <summary>The ways in which data are written.</summary>
public enum DatumStyle
{
    /// <summary>For people: strings and characters as they are. Labels where data contain themselves.</summary>
    Display,

    /// <summary>To be read again. Labels where data contain themselves, and nowhere else.</summary>
    Write,

    /// <summary>To be read again, with labels for all data that stand in several places.</summary>
    Shared,

    /// <summary>To be read again, without labels: data that contain themselves are written until the output is full.</summary>
    Simple,
}
