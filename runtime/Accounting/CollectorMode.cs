namespace TinyTotIL.Runtime.Accounting;

/// <summary>Whether garbage is collected while a program runs.</summary>
public enum CollectorMode
{
    /// <summary>As .NET sees fit.</summary>
    MarkSweep,

    /// <summary>Not until a budget is used up.</summary>
    NoCollection,
}
