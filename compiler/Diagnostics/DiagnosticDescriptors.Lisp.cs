namespace TinyTotIL.Compiler.Diagnostics;

/// <content>TT40xx: Scheme, from the text to the core language.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>Something that is no token. Argument: what is wrong.</summary>
    public static readonly DiagnosticDescriptor LispToken = Error("TT4001", "{0}");

    /// <summary>A parenthesis that nothing closes. Arguments: the parenthesis; the line the text ends in.</summary>
    public static readonly DiagnosticDescriptor LispUnclosed = Error("TT4002", "this '{0}' is never closed: the text ends in line {1}");

    /// <summary>Where a parenthesis is probably missing.</summary>
    public static readonly DiagnosticDescriptor LispMaybeHere = Note("TT4003", "this begins a line inside it; is a ')' missing before?");

    /// <summary>A closing parenthesis too many.</summary>
    public static readonly DiagnosticDescriptor LispStrayParenthesis = Error("TT4004", "there is no '(' for this ')'");

    /// <summary>A dot that no rest of a list follows.</summary>
    public static readonly DiagnosticDescriptor LispMisplacedDot = Error("TT4005", "a '.' stands in a list, after at least one datum and before exactly one");

    /// <summary>A quotation mark or the like without its datum. Argument: it.</summary>
    public static readonly DiagnosticDescriptor LispPrefixWithoutDatum = Error("TT4006", "nothing follows this {0}");

    /// <summary>A label that names nothing. Argument: its number.</summary>
    public static readonly DiagnosticDescriptor LispUnknownLabel = Error("TT4007", "#{0}# refers to no datum: one is named by #{0}= before it");

    /// <summary>Something in a bytevector.</summary>
    public static readonly DiagnosticDescriptor LispNotAByte = Error("TT4008", "a bytevector holds integers from 0 to 255");

    /// <summary>Code that contains itself.</summary>
    public static readonly DiagnosticDescriptor LispLabelInCode = Error("TT4009", "a datum with a label can only be quoted");

    /// <summary>A variable that nothing defines. Arguments: its name; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor LispUnknownVariable = Error("TT4010", "the variable '{0}' is not defined{1}");

    /// <summary>A form written otherwise than it must be. Arguments: its keyword; how it is written.</summary>
    public static readonly DiagnosticDescriptor LispFormShape = Error("TT4011", "'{0}' is written {1}");

    /// <summary>The name of a form where a value belongs. Argument: the name.</summary>
    public static readonly DiagnosticDescriptor LispKeywordAsVariable = Error("TT4012", "'{0}' is the name of a form and has no value");

    /// <summary>A keyword outside its form. Argument: the keyword.</summary>
    public static readonly DiagnosticDescriptor LispMisplacedKeyword = Error("TT4013", "'{0}' means something only inside the form it belongs to");

    /// <summary>The empty list as an expression.</summary>
    public static readonly DiagnosticDescriptor LispEmptyCombination = Error("TT4014", "() is not an expression; the empty list is written '()");

    /// <summary>A form that ends in a dot and something.</summary>
    public static readonly DiagnosticDescriptor LispImproperForm = Error("TT4015", "a form cannot end in a '.' and a datum");

    /// <summary>A name that stands twice. Argument: the name.</summary>
    public static readonly DiagnosticDescriptor LispDefinedTwice = Error("TT4016", "'{0}' stands here for the second time");

    /// <summary>A body that has no value.</summary>
    public static readonly DiagnosticDescriptor LispEmptyBody = Error("TT4017", "this body ends without an expression, which would give its value");

    /// <summary>A definition where an expression must stand. Argument: its keyword.</summary>
    public static readonly DiagnosticDescriptor LispMisplacedDefinition = Error("TT4018",
        "'{0}' can stand at the top level and in a body, not where an expression must be");

    /// <summary>An import or library inside a body. Argument: its keyword.</summary>
    public static readonly DiagnosticDescriptor LispMisplacedDeclaration = Error("TT4019", "'{0}' can stand only at the top level of a program");

    /// <summary>ELSE elsewhere than in the last clause. Argument: the form.</summary>
    public static readonly DiagnosticDescriptor LispMisplacedElse = Error("TT4020", "'else' begins the last clause of '{0}', with at least one expression after it");

    /// <summary>SET! of what a library defines. Argument: the name.</summary>
    public static readonly DiagnosticDescriptor LispAssignedImport = Error("TT4021", "'{0}' belongs to a library and cannot be assigned; (define {0} ...) makes one of the program's own");

    /// <summary>A call of a number or the like. Argument: what is called.</summary>
    public static readonly DiagnosticDescriptor LispCallOfConstant = Warning("TT4022", "this call will raise an error when it runs: {0} is no procedure");

    /// <summary>A wrong number of arguments. Arguments: the procedure; what it takes; what it is given.</summary>
    public static readonly DiagnosticDescriptor LispArgumentCount = Warning("TT4023", "this call will raise an error when it runs: '{0}' takes {1}, not {2}");

    /// <summary>Code nested deeper than can be compiled.</summary>
    public static readonly DiagnosticDescriptor LispTooDeep = Error("TT4024", "the code is nested too deeply");

    /// <summary>A record constructor with something that is no field. Argument: the name.</summary>
    public static readonly DiagnosticDescriptor LispNoSuchField = Error("TT4025", "the record type has no field '{0}'");

    /// <summary>A pattern of RECEIVE that is none.</summary>
    public static readonly DiagnosticDescriptor LispReceivePattern = Error("TT4026", "this is no pattern of 'receive'");

    /// <summary>A use of a macro that none of its rules is for. Arguments: the macro; why.</summary>
    public static readonly DiagnosticDescriptor LispNoRule = Error("TT4030", "'{0}' cannot be used like this: {1}");

    /// <summary>Which macro brought the code there. Argument: its name.</summary>
    public static readonly DiagnosticDescriptor LispMacroNote = Note("TT4031", "the macro '{0}' is defined here");

    /// <summary>Macros that go on and on. Argument: the last one.</summary>
    public static readonly DiagnosticDescriptor LispEndlessExpansion = Error("TT4032", "the expansion of the macro '{0}' does not come to an end");

    /// <summary>What defines no macro. Argument: the name.</summary>
    public static readonly DiagnosticDescriptor LispNotATransformer = Error("TT4033", "'{0}' must be defined by (syntax-rules ...) or as another keyword");

    /// <summary>A mistake in SYNTAX-RULES. Argument: what is wrong.</summary>
    public static readonly DiagnosticDescriptor LispSyntaxRules = Error("TT4034", "this is wrong in 'syntax-rules': {0}");

    /// <summary>SYNTAX-ERROR. Argument: the message with its data.</summary>
    public static readonly DiagnosticDescriptor LispSyntaxError = Error("TT4035", "{0}");

    /// <summary>A library that cannot be read. Arguments: the library; its file; the system's sentence.</summary>
    public static readonly DiagnosticDescriptor LispNoLibrary = Error("TT4040", "there is no library {0}: '{1}' cannot be read: {2}");

    /// <summary>A file that defines another library. Arguments: the file; the library.</summary>
    public static readonly DiagnosticDescriptor LispNotThatLibrary = Error("TT4041", "the file '{0}' does not define the library {1}");

    /// <summary>Libraries that import each other. Argument: the way around.</summary>
    public static readonly DiagnosticDescriptor LispLibraryCycle = Error("TT4042", "libraries cannot import each other: {0}");

    /// <summary>A name that a library does not export. Arguments: the name; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor LispNotExported = Error("TT4043", "the library does not export '{0}'{1}");

    /// <summary>Something in IMPORT that is no set of names.</summary>
    public static readonly DiagnosticDescriptor LispImportShape = Error("TT4044",
        "an import is a library such as (scheme base), or (only set name ...), (except set name ...), (prefix set name) or (rename set (name name) ...)");

    /// <summary>Something in EXPORT that is no name.</summary>
    public static readonly DiagnosticDescriptor LispExportShape = Error("TT4045", "an export is a name or (rename inner outer)");

    /// <summary>An export without definition. Argument: the name.</summary>
    public static readonly DiagnosticDescriptor LispUndefinedExport = Error("TT4046", "the library exports '{0}' and does not define it");

    /// <summary>Something in a library that is no declaration.</summary>
    public static readonly DiagnosticDescriptor LispNotADeclaration = Error("TT4047",
        "a library consists of export, import, begin, include, include-ci, include-library-declarations and cond-expand");

    /// <summary>INCLUDE of something else than a path.</summary>
    public static readonly DiagnosticDescriptor LispNotAPath = Error("TT4048", "a file is named by a string");

    /// <summary>INCLUDE of a file that cannot be read. Arguments: the path; the system's sentence.</summary>
    public static readonly DiagnosticDescriptor LispFileNotReadable = Error("TT4049", "'{0}' cannot be read: {1}");

    /// <summary>A requirement of COND-EXPAND that is none.</summary>
    public static readonly DiagnosticDescriptor LispFeatureShape = Error("TT4050",
        "a clause of 'cond-expand' begins with a feature, (library name), (and ...), (or ...), (not ...) or else");
}
