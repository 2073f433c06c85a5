namespace TinyTotIL.Compiler.Lisp;

/// <summary>
/// Procedures that the forms of the language become calls of: primitive ones, or definitions of the library <c>(ttil scheme)</c>, which need not be
/// exported.
/// </summary>
internal static class RuntimeNames
{
    /// <summary>
    /// <c>(%guard choose body)</c>: calls <c>(body)</c>; an object raised there is given to <c>(choose object)</c>, whose result is called in place of
    /// the form, or #f when no clause is for the object.
    /// </summary>
    public const string Guard = "%guard";

    /// <summary><c>(%parameterize bindings body)</c>: calls <c>(body)</c> with a list of bindings in force.</summary>
    public const string Parameterize = "%parameterize";

    /// <summary><c>(%binding parameter value)</c>: a binding of a parameter, converted.</summary>
    public const string Binding = "%binding";

    /// <summary><c>(%make-promise #t value)</c> or <c>(%make-promise #f thunk)</c>, where the thunk gives another promise.</summary>
    public const string MakePromise = "%make-promise";

    /// <summary>
    /// <c>(%receive matcher)</c>: waits for the oldest message for which <c>(matcher message)</c> gives a procedure, and gives that; it is called in
    /// place of the form. The matcher gives #f for other messages, which stay.
    /// </summary>
    public const string Receive = "%receive";

    /// <summary><c>(%receive-after matcher milliseconds thunk)</c>: the same, but gives the thunk when no such message comes in time.</summary>
    public const string ReceiveAfter = "%receive-after";

    /// <summary><c>(%make-record-type name fields)</c>: a record type; the fields are a list of symbols. A native.</summary>
    public const string MakeRecordType = "scheme.%make-record-type";

    /// <summary><c>(%record type vector)</c>: an instance whose fields are the elements of a vector that nothing else has. A native.</summary>
    public const string MakeRecord = "scheme.%record";

    /// <summary><c>(%record? object type)</c>: whether an object is an instance. A native.</summary>
    public const string IsRecord = "scheme.%record?";

    /// <summary><c>(%record-ref object type index name)</c>: a field; the name is the procedure's, for the error. A native.</summary>
    public const string RecordRef = "scheme.%record-ref";

    /// <summary><c>(%record-set! object type index value name)</c>: sets a field. A native.</summary>
    public const string RecordSet = "scheme.%record-set!";
}
