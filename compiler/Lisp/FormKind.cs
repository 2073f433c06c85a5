namespace TinyTotIL.Compiler.Lisp;

/// <summary>What a core form is where definitions may stand.</summary>
internal enum FormKind
{
    /// <summary>An expression.</summary>
    Expression,

    /// <summary>BEGIN: an expression, or forms that stand for themselves.</summary>
    Begin,

    /// <summary>DEFINE.</summary>
    Define,

    /// <summary>DEFINE-INTEGRABLE: a definition of a library for what is also a primitive procedure.</summary>
    DefineIntegrable,

    /// <summary>DEFINE-VALUES.</summary>
    DefineValues,

    /// <summary>DEFINE-SYNTAX.</summary>
    DefineSyntax,

    /// <summary>DEFINE-RECORD-TYPE.</summary>
    DefineRecordType,

    /// <summary>INCLUDE.</summary>
    Include,

    /// <summary>INCLUDE-CI.</summary>
    IncludeFolded,

    /// <summary>COND-EXPAND.</summary>
    CondExpand,

    /// <summary>IMPORT.</summary>
    Import,

    /// <summary>DEFINE-LIBRARY.</summary>
    DefineLibrary,
}
