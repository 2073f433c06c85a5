using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Errors of Scheme: what std/scheme/control.scm builds RAISE, GUARD and the rest of section 6.11 on.</summary>
/// <remarks>
/// Every exception that a program gets hold of is an error object. Where RAISE was given something else, that is what handlers get; the exception
/// around it is never seen.
/// </remarks>
[TtvmLibrary("scheme")]
public static class SchemeErrorNatives
{
    private const string ErrorObject = "an error object";

    /// <summary>Raises any value; the calls under way end as far out as a handler of the instruction set.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="datum">The value.</param>
    [TtvmFunction("scheme.%raise")]
    public static Value Raise(ProcessContext context, Value datum)
    {
        context.RaiseDatum(datum);
        return default;
    }

    /// <summary>Goes on with what a handler of the instruction set has caught.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="caught">What it was given.</param>
    [TtvmFunction("scheme.%raise-again")]
    public static Value RaiseAgain(ProcessContext context, ExceptionValue caught)
    {
        context.RaiseAgain(caught);
        return default;
    }

    /// <summary>What handlers of Scheme get for what a handler of the instruction set has caught.</summary>
    /// <param name="caught">What that was given.</param>
    [TtvmFunction("scheme.%condition")]
    public static Value Condition(ExceptionValue caught) => caught.Content is { IsError: false } raised ? raised.Subject : Value.From(caught);

    /// <summary>An error object that nothing has raised yet.</summary>
    /// <param name="message">Its message; a string, or anything.</param>
    /// <param name="irritants">A list of what it is about.</param>
    [TtvmFunction("scheme.%make-error")]
    public static ExceptionValue MakeError(Value message, Value irritants) => new(ErrorText.ContentOf(message, irritants), instruction: 0);

    /// <summary>Whether a value is an error object: one of ERROR, or the error of a procedure.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.error-object?")]
    public static bool IsErrorObject(Value value) => value.Tag is ExceptionValue;

    /// <summary>The message of an error object.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="error">The error object.</param>
    [TtvmFunction("scheme.error-object-message")]
    public static Value Message(ProcessContext context, Value error) =>
        error.Tag is ExceptionValue exception ? exception.Content?.Subject ?? exception.Message : Refuse(context, "error-object-message", error);

    /// <summary>The list of what an error object is about.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="error">The error object.</param>
    [TtvmFunction("scheme.error-object-irritants")]
    public static Value Irritants(ProcessContext context, Value error) =>
        error.Tag is ExceptionValue exception ? exception.Content?.Irritants ?? Value.EmptyList : Refuse(context, "error-object-irritants", error);

    /// <summary>Whether a value is the error of a file that could not be opened, read or written.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.file-error?")]
    public static bool IsFileError(Value value) =>
        value.Tag is ExceptionValue { Content: null } exception && ErrorText.IsFileError(exception.Message);

    /// <summary>Whether a value is the error of a text that READ could not read.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.read-error?")]
    public static bool IsReadError(Value value) =>
        value.Tag is ExceptionValue { Content: null } exception && ErrorText.IsReadError(exception.Message);

    private static Value Refuse(ProcessContext context, string procedure, Value value)
    {
        context.RaiseWrongType(procedure, ErrorObject, value);
        return default;
    }
}
