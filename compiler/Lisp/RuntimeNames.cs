namespace TinyTotIL.Compiler.Lisp;

/// <summary>
/// Procedures that the forms of the language become calls of: primitive ones, or definitions of the library <c>(ttil scheme)</c>, which need not be
/// exported.
/// </summary>
internal static class RuntimeNames
{
    /// <summary>
    /// <c>(%guard body handler)</c>: calls <c>(body)</c>; an object raised there is given to <c>(handler object reraise)</c> in the dynamic state of
    /// the guard, in tail position; <c>(reraise)</c> goes back and raises it again, continuably, from where it was raised.
    /// </summary>
    public const string Guard = "%guard";

    /// <summary><c>(%parameterize bindings body)</c>: calls <c>(body)</c> with the parameters of the list of pairs (parameter . value) bound, converted.</summary>
    public const string Parameterize = "%parameterize";

    /// <summary><c>(%delay thunk)</c>: a promise of the value of <c>(thunk)</c>.</summary>
    public const string Delay = "%delay";

    /// <summary><c>(%delay-force thunk)</c>: a promise of what the promise that <c>(thunk)</c> gives promises.</summary>
    public const string DelayForce = "%delay-force";

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
