using System.Collections.Immutable;
using System.Reflection;

namespace TinyTotIL.Compiler.Ir;

/// <summary>A call of a method of another assembly than the runtime.</summary>
/// <param name="Name">What NATIVE calls it.</param>
/// <param name="Method">The method.</param>
/// <param name="PassedTypes">What is passed to the door, after the context.</param>
/// <param name="ResultType">What the door returns.</param>
/// <param name="MayWait">Whether a process waits for it while others go on.</param>
internal sealed record ForeignCall(string Name, MethodInfo Method, ImmutableArray<Type> PassedTypes, Type ResultType, bool MayWait);
