namespace TinyTotIL.Runtime.Operations;

/// <summary>Marks a parameter of an operation that takes whatever a variable holds, the unset mark included.</summary>
/// <remarks>The compiler lets no other operation see that mark.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MayBeUnsetAttribute : Attribute;
