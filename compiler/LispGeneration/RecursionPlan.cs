using System.Collections.Immutable;
using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>In which order the variables of a LETREC* get their values.</summary>
/// <param name="Order">The bindings; those of procedures that need no value are not among them.</param>
internal sealed record RecursionPlan(ImmutableArray<LispBinding> Order);
