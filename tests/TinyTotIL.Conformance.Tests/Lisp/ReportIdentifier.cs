namespace TinyTotIL.Conformance.Tests.Lisp;

/// <summary>A name of the Scheme report.</summary>
/// <param name="Name">The identifier.</param>
/// <param name="Kind">What it is: procedure, syntax and so on.</param>
/// <param name="Home">The library that exports it, or where else it has a meaning.</param>
internal readonly record struct ReportIdentifier(string Name, string Kind, string Home);
