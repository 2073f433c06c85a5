namespace TinyTotIL.Compiler.Diagnostics;

/// <content>TT41xx: code generation for Lisp, and upstream's Lisp.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>The code generator has no stack left for an expression.</summary>
    public static readonly DiagnosticDescriptor LispCodeTooDeep = Error("TT4101", "the program has expressions that are nested too deeply to be compiled");

    /// <summary>A unit of EVAL that would need a stack machine, which only the program itself can have.</summary>
    public static readonly DiagnosticDescriptor LispUnitTooLarge =
        Error("TT4102", "the expression is too large to be compiled while the program runs; divide it into procedures");

    /// <summary>A parenthesis of upstream's Lisp that is never closed.</summary>
    public static readonly DiagnosticDescriptor UpstreamLispUnclosed = Error("TT4120", "this parenthesis is never closed");

    /// <summary>A string of upstream's Lisp that does not end on its line.</summary>
    public static readonly DiagnosticDescriptor UpstreamLispUnclosedString = Error("TT4121", "this string does not end on its line");

    /// <summary>A parenthesis of upstream's Lisp that closes nothing.</summary>
    public static readonly DiagnosticDescriptor UpstreamLispStray = Error("TT4122", "this parenthesis closes nothing");

    /// <summary>A list of upstream's Lisp that does not begin with a symbol.</summary>
    public static readonly DiagnosticDescriptor UpstreamLispHead = Error("TT4123", "a list must begin with the name of an operation");

    /// <summary>An operation that upstream's Lisp does not have. Argument: its name.</summary>
    public static readonly DiagnosticDescriptor UpstreamLispUnknown = Error("TT4124", "upstream's Lisp has no operation '{0}'; without --upstream the program is Scheme");

    /// <summary>An operation of upstream's Lisp without all its operands. Arguments: its name; how many it needs; how many it has.</summary>
    public static readonly DiagnosticDescriptor UpstreamLispOperands = Error("TT4125", "'{0}' needs {1} operands and has {2}");

    /// <summary>A definition of upstream's Lisp of something that is no name. Argument: the operation.</summary>
    public static readonly DiagnosticDescriptor UpstreamLispName = Error("TT4126", "'{0}' needs the name of a variable first");
}
