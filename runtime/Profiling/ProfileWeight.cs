namespace TinyTotIL.Runtime.Profiling;

/// <summary>What a profile is drawn by.</summary>
public enum ProfileWeight
{
    /// <summary>Time, in microseconds.</summary>
    Time,

    /// <summary>Instructions.</summary>
    Instructions,
}
