namespace TinyTotIL;

/// <summary>What the text or the bytes of a script are.</summary>
public enum ScriptLanguage
{
    /// <summary>What the end of <see cref="ScriptOptions.Name"/> says: <c>.ttb</c> binary, <c>.scm</c>, <c>.ss</c>, <c>.sld</c> or <c>.lisp</c> Scheme, all else assembly.</summary>
    ByName,

    /// <summary>TinyTotVM assembly, the text of <c>.ttvm</c> files.</summary>
    Assembly,

    /// <summary>TinyTotVM bytecode, the content of <c>.ttb</c> files.</summary>
    Bytecode,

    /// <summary>Scheme (R7RS).</summary>
    Scheme,
}
