using System.Text;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Errors;

/// <summary>The error texts of the language, each in one place.</summary>
public static class ErrorText
{
    /// <summary>Most characters of one value in an error text; values that share parts can be longer than any memory.</summary>
    public const int MostShown = 1 << 20;

    /// <summary>Most irritants of an error that are shown.</summary>
    private const int MostIrritants = 100;

    private const string ReadErrorStart = "read: ";

    private const string FileErrorStart = "File operation failed on ";

    /// <summary>Most characters of one value in an error text of Lisp.</summary>
    public const int MostShownDatum = 1 << 10;

    /// <summary>What is read as text is none.</summary>
    public const string NotUtf8 = "stream did not contain valid UTF-8";

    /// <summary>A zero divisor.</summary>
    public const string DivisionByZero = "Division by zero";

    /// <summary>RET outside a call.</summary>
    public const string NoVariableScope = "No variable scope available";

    /// <summary>A procedure that leaves another number of values than one.</summary>
    public const string NotOneResult = "a procedure must leave one value";

    /// <summary>Calls nested deeper than memory allows.</summary>
    public const string CallStackOverflow = "Call stack overflow";

    /// <summary>More values on the operand stack than memory allows.</summary>
    public const string OperandStackOverflow = "Operand stack overflow";

    /// <summary>More handlers open than memory allows.</summary>
    public const string HandlerStackOverflow = "Handler stack overflow";

    /// <summary>More processes alive than memory allows.</summary>
    public const string TooManyProcesses = "Too many processes";

    /// <summary>A path that would be followed through a process's own links, which lead to whatever it has open.</summary>
    public const string PermissionThroughProcess = "permission denied; the links of processes are not followed in a sandbox";

    /// <summary>A file that is replaced again and again while it is to be written.</summary>
    public const string PermissionUnsteady = "permission denied; what the path names keeps changing";

    /// <summary>A file that only SQLite itself makes.</summary>
    public const string PermissionDatabaseJournal = "permission denied; in a sandbox only SQLite makes files whose names end in -journal, -wal, -shm or -mj and a number";

    /// <summary>A database whose journal would change further files.</summary>
    public const string PermissionForeignJournal = "permission denied; the journal beside the database names another file, open it once without a sandbox";

    /// <summary>A file that SQL computes.</summary>
    public const string PermissionComputedFile = "permission denied; in a sandbox the file of ATTACH is written in the SQL text";

    /// <summary>A pop from an empty operand stack.</summary>
    /// <param name="operation">Name of the instruction in error texts.</param>
    public static string StackUnderflow(string operation) => $"Stack underflow during {operation}";

    /// <summary>A variable that holds no value in the current frame.</summary>
    /// <param name="name">The variable.</param>
    public static string UndefinedVariable(string name) => $"Undefined variable: {name}";

    /// <summary>What separates the name of a variable from the environment it belongs to; no name that is written without bars contains it.</summary>
    public const string EnvironmentMark = " in environment ";

    /// <summary>A variable of Lisp that holds no value, or none yet.</summary>
    /// <param name="name">The variable.</param>
    public static string UndefinedLispVariable(string name) =>
        $"undefined variable: {(name.IndexOf(EnvironmentMark, StringComparison.Ordinal) is var end and >= 0 ? name[..end] : name)}";

    /// <summary>A call of what is no procedure.</summary>
    /// <param name="callee">The value.</param>
    public static string NotAProcedure(Value callee) => $"cannot call {DatumWriter.ToText(callee, DatumStyle.Write, MostShownDatum)}: it is not a procedure";

    /// <summary>A procedure call with another number of arguments than the procedure takes.</summary>
    /// <param name="procedure">Its name.</param>
    /// <param name="expected">How many it takes.</param>
    /// <param name="isLeast">Whether it also takes more.</param>
    /// <param name="given">How many there are.</param>
    public static string WrongArgumentCount(string procedure, int expected, bool isLeast, int given) =>
        $"{procedure} expects {(isLeast ? "at least " : "")}{expected} argument{(expected == 1 ? "" : "s")} but got {given}";

    /// <summary>An index outside a list; negative indexes show as unsigned.</summary>
    /// <param name="index">The index.</param>
    /// <param name="length">The length of the list.</param>
    public static string IndexOutOfBounds(long index, int length) =>
        $"Index {unchecked((ulong)index)} out of bounds for list of length {length}";

    /// <summary>Too few values for a list or a call.</summary>
    /// <param name="needed">Values needed, as an unsigned number.</param>
    /// <param name="available">Values on the operand stack.</param>
    public static string InsufficientStackItems(ulong needed, long available) =>
        $"Need {needed} stack items but only {available} available";

    /// <summary>What RAISE of Lisp was given, where nothing has caught it.</summary>
    /// <param name="datum">What it was given.</param>
    public static string Uncaught(Value datum) => $"Uncaught: {DatumWriter.ToText(datum, DatumStyle.Write, MostShownDatum)}";

    /// <summary>What an exception holds whose RAISE was given something that is no exception.</summary>
    /// <param name="datum">What it was given.</param>
    public static ExceptionContent ContentOf(Value datum) =>
        new(datum, Value.EmptyList, isError: false, static content => Uncaught(content.Subject));

    /// <summary>What an exception holds that ERROR of Lisp makes.</summary>
    /// <param name="message">The message; any value.</param>
    /// <param name="irritants">A list of any values.</param>
    public static ExceptionContent ContentOf(Value message, Value irritants) => new(message, irritants, isError: true, DescribeError);

    /// <summary>A text that READ of Lisp cannot read.</summary>
    /// <param name="problem">What is wrong with it.</param>
    public static string ReadError(string problem) => ReadErrorStart + problem;

    /// <summary>Whether an error text is one of <see cref="ReadError"/>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsReadError(string text) => text.StartsWith(ReadErrorStart, StringComparison.Ordinal);

    /// <summary>Whether an error text is one of <see cref="FileError"/>.</summary>
    /// <param name="text">The text.</param>
    public static bool IsFileError(string text) => text.StartsWith(FileErrorStart, StringComparison.Ordinal);

    /// <summary>A failed file or network operation.</summary>
    /// <param name="name">The file or address.</param>
    /// <param name="error">What the system said.</param>
    public static string FileError(string name, string error) => $"{FileErrorStart}{name}: {error}";

    /// <summary>What stands in the place of the system's words when the program may not: nothing allows it.</summary>
    /// <param name="flag">The flag that would.</param>
    public static string PermissionMissing(string flag) => $"permission denied; grant it with {flag}";

    /// <summary>The same when something denies it.</summary>
    /// <param name="flag">The flag that does.</param>
    public static string PermissionForbidden(string flag) => $"permission denied by {flag}";

    /// <summary>A failed database operation.</summary>
    /// <param name="error">What the database said.</param>
    public static string DatabaseError(string error) => $"Database error: {error}";

    /// <summary>An import of a module that is being loaded.</summary>
    /// <param name="path">The path as written.</param>
    public static string CircularDependency(string path) => $"Circular dependency detected: {path}";

    /// <summary>An operation that this program cannot use here.</summary>
    /// <param name="text">What and why.</param>
    public static string Unsupported(string text) => $"Unsupported operation: {text}";

    /// <summary>Operands of the wrong types.</summary>
    /// <param name="addresses">The numbering in force, for functions shown.</param>
    /// <param name="operation">Name of the instruction in error texts.</param>
    /// <param name="expected">What it expects.</param>
    /// <param name="shown">The values shown, in order; of each its first <see cref="MostShown"/> characters.</param>
    public static string TypeMismatch(AddressSpace addresses, string operation, string expected, ReadOnlySpan<Value> shown)
    {
        var text = new StringBuilder(operation).Append(" expects ").Append(expected).Append(" but got ");
        for (int i = 0; i < shown.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(ValueText.Debug(shown[i], addresses, MostShown));
        }

        return text.ToString();
    }

    /// <summary>The message as it is, if it is text, and what it is about as WRITE writes it.</summary>
    private static string DescribeError(ExceptionContent error)
    {
        var text = new StringBuilder(DatumWriter.ToText(error.Subject, error.Subject.Tag is string or TextValue or MutableText ? DatumStyle.Display : DatumStyle.Write, MostShown));
        var rest = error.Irritants;
        for (int shown = 0; rest.Tag is PairValue pair; rest = pair.Cdr, shown++)
        {
            if (shown == MostIrritants)
            {
                text.Append(" ...");
                break;
            }

            text.Append(' ').Append(DatumWriter.ToText(pair.Car, DatumStyle.Write, MostShownDatum));
        }

        return text.ToString();
    }

    /// <summary>An argument of a procedure of Lisp that is of the wrong kind: <c>car expects a pair but got 5</c>.</summary>
    /// <param name="procedure">The procedure as programs call it.</param>
    /// <param name="expected">What it expects, with an article.</param>
    /// <param name="shown">The values shown, in order, as WRITE writes them; of each its first <see cref="MostShownDatum"/> characters.</param>
    /// <param name="nameOf">Names of procedures.</param>
    public static string WrongType(string procedure, string expected, ReadOnlySpan<Value> shown, Func<FunctionValue, string?> nameOf)
    {
        var text = new StringBuilder(procedure).Append(" expects ").Append(expected).Append(" but got ");
        for (int i = 0; i < shown.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(DatumWriter.ToText(shown[i], DatumStyle.Write, MostShownDatum, nameOf));
        }

        return text.ToString();
    }
}
