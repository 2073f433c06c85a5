namespace TinyTotIL.Runtime.Natives;

/// <summary>Marks a class of runtime functions with the subject their names begin with, so that only classes in use are looked through.</summary>
/// <param name="subject">What stands before the first point of each name. Several classes may share one.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TtvmLibraryAttribute(string subject) : Attribute
{
    /// <summary>What stands before the first point of each name.</summary>
    public string Subject { get; } = subject;

    /// <summary>What its functions need beyond the runtime's own library.</summary>
    public DataLibraries Needs { get; init; }
}
