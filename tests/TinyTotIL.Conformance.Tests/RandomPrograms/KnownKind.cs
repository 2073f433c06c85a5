namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>What the generator believes a value to be.</summary>
internal enum KnownKind
{
    Int,
    Float,
    Text,
    Bool,
    Null,
    List,
    Object,
    Function,
    Exception,

    /// <summary>Nobody knows.</summary>
    Any,
}
