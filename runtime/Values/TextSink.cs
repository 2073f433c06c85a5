namespace TinyTotIL.Runtime.Values;

/// <summary>Receives text in pieces, in order. No piece ends inside a surrogate pair.</summary>
/// <param name="text">The next piece; valid only during the call.</param>
public delegate void TextSink(ReadOnlySpan<char> text);
