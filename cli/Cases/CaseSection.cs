namespace TinyTotIL.Cli.Cases;

/// <summary>A group of expected lines, and what they show.</summary>
/// <param name="Title">What they show.</param>
/// <param name="FirstLine">The first of them among all lines of the output, from 0.</param>
internal sealed record CaseSection(string Title, int FirstLine);
