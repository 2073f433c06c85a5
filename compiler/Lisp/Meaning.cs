namespace TinyTotIL.Compiler.Lisp;

/// <summary>What an identifier stands for. One object for one meaning, under whatever names it is imported.</summary>
internal abstract class Meaning;
