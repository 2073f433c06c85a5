using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Natives;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>The procedures that calls need no definition for: instructions, and the runtime functions named <c>scheme.</c>...</summary>
/// <remarks>
/// A runtime function <c>scheme.X</c> of n parameters is the primitive procedure X for calls with n arguments; nothing lists it here. A row here
/// comes before a runtime function of its name, for the numbers of arguments that the row takes.
/// </remarks>
internal static class PrimitiveTable
{
    /// <summary>What the names of the runtime functions begin with.</summary>
    public const string Subject = "scheme.";

    private const int Any = int.MaxValue;

    private static readonly Dictionary<string, PrimitiveRow> Rows = All().ToDictionary(row => row.Name, StringComparer.Ordinal);

    /// <summary>The row of a name, or null.</summary>
    /// <param name="name">The name in Scheme.</param>
    public static PrimitiveRow? Find(string name) => Rows.GetValueOrDefault(name);

    /// <summary>Whether a name is that of a primitive procedure.</summary>
    /// <param name="name">The name in Scheme.</param>
    /// <param name="natives">The runtime functions.</param>
    public static bool Exists(string name, NativeTable natives) => Rows.ContainsKey(name) || natives.WithName(Subject + name).Count > 0;

    /// <summary>Whether a primitive procedure can be called with a number of arguments.</summary>
    /// <param name="name">The name in Scheme.</param>
    /// <param name="count">Number of arguments.</param>
    /// <param name="natives">The runtime functions.</param>
    public static bool Takes(string name, int count, NativeTable natives) =>
        Find(name)?.Takes(count) == true || natives.Find(Subject + name, (ulong)count) is not null;

    /// <summary>All names, in no order.</summary>
    /// <param name="natives">The runtime functions.</param>
    public static IEnumerable<string> Names(NativeTable natives) =>
        Rows.Keys.Concat(natives.All.Select(function => function.Name)
            .Where(name => name.StartsWith(Subject, StringComparison.Ordinal))
            .Select(name => name[Subject.Length..])).Distinct(StringComparer.Ordinal);

    private static IEnumerable<PrimitiveRow> All() =>
    [
        new("cons", PrimitiveForm.Result, 2, 2, [Opcode.Cons]),
        new("car", PrimitiveForm.Result, 1, 1, [Opcode.Car]),
        new("cdr", PrimitiveForm.Result, 1, 1, [Opcode.Cdr]),
        .. Paths(),
        new("set-car!", PrimitiveForm.Effect, 2, 2, [Opcode.SetCar]),
        new("set-cdr!", PrimitiveForm.Effect, 2, 2, [Opcode.SetCdr]),
        new("pair?", PrimitiveForm.Result, 1, 1, [Opcode.IsPair]),
        new("null?", PrimitiveForm.Result, 1, 1, [Opcode.IsEmpty]),
        new("list", PrimitiveForm.List, 0, Any, []),
        new("cons*", PrimitiveForm.ListWithTail, 1, Any, []),

        new("eq?", PrimitiveForm.Result, 2, 2, [Opcode.IsEq]),
        new("eqv?", PrimitiveForm.Result, 2, 2, [Opcode.IsEqv]),
        new("equal?", PrimitiveForm.Result, 2, 2, [Opcode.IsEqual]),
        new("not", PrimitiveForm.Result, 1, 1, [Opcode.IsFalse]),

        new("+", PrimitiveForm.Fold, 0, Any, [Opcode.NumAdd]),
        new("*", PrimitiveForm.Fold, 0, Any, [Opcode.NumMul]),
        new("-", PrimitiveForm.Inverse, 1, Any, [Opcode.NumSub]),
        new("/", PrimitiveForm.Inverse, 1, Any, [Opcode.NumDiv]),
        new("quotient", PrimitiveForm.Result, 2, 2, [Opcode.NumQuotient]),
        new("truncate-quotient", PrimitiveForm.Result, 2, 2, [Opcode.NumQuotient]),
        new("remainder", PrimitiveForm.Result, 2, 2, [Opcode.NumRemainder]),
        new("truncate-remainder", PrimitiveForm.Result, 2, 2, [Opcode.NumRemainder]),
        new("modulo", PrimitiveForm.Result, 2, 2, [Opcode.NumModulo]),
        new("floor-remainder", PrimitiveForm.Result, 2, 2, [Opcode.NumModulo]),
        new("=", PrimitiveForm.Chain, 1, Any, [Opcode.NumEq]),
        new("<", PrimitiveForm.Chain, 1, Any, [Opcode.NumLt]),
        new(">", PrimitiveForm.Chain, 1, Any, [Opcode.NumGt]),
        new("<=", PrimitiveForm.Chain, 1, Any, [Opcode.NumLe]),
        new(">=", PrimitiveForm.Chain, 1, Any, [Opcode.NumGe]),
        new("zero?", PrimitiveForm.AgainstZero, 1, 1, [Opcode.NumEq]),
        new("positive?", PrimitiveForm.AgainstZero, 1, 1, [Opcode.NumGt]),
        new("negative?", PrimitiveForm.AgainstZero, 1, 1, [Opcode.NumLt]),

        new("vector", PrimitiveForm.Counted, 0, Any, [Opcode.Vector]),
        new("make-vector", PrimitiveForm.Result, 2, 2, [Opcode.MakeVector]),
        new("vector-ref", PrimitiveForm.Result, 2, 2, [Opcode.VectorRef]),
        new("vector-set!", PrimitiveForm.Effect, 3, 3, [Opcode.VectorSet]),
        new("vector-length", PrimitiveForm.Result, 1, 1, [Opcode.VectorLength]),

        new("values", PrimitiveForm.Values, 0, Any, [Opcode.Values]),
        new("apply", PrimitiveForm.Apply, 2, Any, [Opcode.Apply]),
        new("%apply", PrimitiveForm.Apply, 2, 2, [Opcode.Apply]),
        new("%call/cc", PrimitiveForm.Result, 1, 1, [Opcode.CallCc]),
        new("%continue", PrimitiveForm.Effect, 2, 2, [Opcode.Continue]),
        new("%unspecified", PrimitiveForm.Result, 0, 0, [Opcode.Unspecified]),
    ];

    /// <summary>cadr and the others: from the last letter to the first.</summary>
    private static IEnumerable<PrimitiveRow> Paths()
    {
        for (int length = 2; length <= 4; length++)
        {
            for (int bits = 0; bits < 1 << length; bits++)
            {
                int path = bits;
                string letters = string.Concat(Enumerable.Range(0, length).Select(place => (path >> place & 1) == 0 ? 'a' : 'd'));
                yield return new PrimitiveRow(
                    $"c{letters}r", PrimitiveForm.Result, 1, 1, [.. letters.Reverse().Select(letter => letter == 'a' ? Opcode.Car : Opcode.Cdr)]);
            }
        }
    }
}
