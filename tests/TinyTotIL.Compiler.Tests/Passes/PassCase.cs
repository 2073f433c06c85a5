namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>What a pass makes of some code.</summary>
/// <param name="Title">What the case shows, in a sentence.</param>
/// <param name="Input">The code before.</param>
/// <param name="Expected">The code after, as the printer writes them.</param>
internal sealed record PassCase(string Title, string Input, string Expected);
