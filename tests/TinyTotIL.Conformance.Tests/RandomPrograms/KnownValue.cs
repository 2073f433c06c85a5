namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>What the generator believes of a value on the stack or in a variable; it may be wrong, and is so at times on purpose.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Function">For a function, how to call it.</param>
internal readonly record struct KnownValue(KnownKind Kind, FunctionPlan? Function = null);
