namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>What a pass makes of some functions.</summary>
/// <param name="Title">What the case shows, in a sentence.</param>
/// <param name="Input">The functions before.</param>
/// <param name="Expected">The functions after, as the printer writes them.</param>
internal sealed record PassCase(string Title, string Input, string Expected);
