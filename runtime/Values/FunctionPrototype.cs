using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Values;

/// <summary>What all function values made at one place share: where they enter and how they are called.</summary>
/// <remarks>
/// Compiled code calls through <see cref="Code"/> with arguments in registers when the function's effect on the
/// operand stack is static; <see cref="Signature"/> says which shape of call that is, and a caller checks it before
/// it jumps. A <see cref="Code"/> of zero means the function runs only on a stack machine: <see cref="Target"/> is
/// where it starts.
/// </remarks>
public sealed class FunctionPrototype
{
    /// <summary>An <see cref="Arity"/> that no call has: procedure calls must look closer.</summary>
    public const int NotDirect = -1;

    private int[]? _distinctParameters;
    private FunctionValue? _plainValue;
    private FunctionPrototype? _choice;

    /// <summary>Describes a function.</summary>
    /// <param name="module">Number of the module that holds the code.</param>
    /// <param name="address">The address as written in the program, in the module's own numbering.</param>
    /// <param name="target">Index of the first instruction in the linked program.</param>
    /// <param name="parameters">Parameter names in order.</param>
    /// <param name="capturedNames">Names of captured variables for a closure; null for a plain function.</param>
    /// <param name="code">Address of compiled code, or zero.</param>
    /// <param name="signature">Shape of the compiled code's call; see <see cref="SignatureOf"/>.</param>
    public FunctionPrototype(int module, ulong address, int target, string[] parameters, string[]? capturedNames, nint code = 0, int signature = 0)
        : this(module, address, target, parameters, capturedNames, code, signature, leavesOne: false, spread: 0, isVariadic: false)
    {
    }

    /// <summary>Describes a function that procedure calls may call directly.</summary>
    /// <param name="module">Number of the module that holds the code.</param>
    /// <param name="address">The address as written in the program, in the module's own numbering.</param>
    /// <param name="target">Index of the first instruction in the linked program.</param>
    /// <param name="parameters">Parameter names in order.</param>
    /// <param name="capturedNames">Names of captured variables for a closure; null for a plain function.</param>
    /// <param name="code">Address of compiled code, or zero.</param>
    /// <param name="signature">Shape of the compiled code's call; see <see cref="SignatureOf"/>.</param>
    /// <param name="leavesOne">Whether the code leaves one value, or never returns.</param>
    /// <param name="spread">Address of code with signature (context, function) -> result that takes the arguments from the context; zero for none.</param>
    /// <param name="isVariadic">Whether procedure calls pass the last parameter a list of all further arguments.</param>
    public FunctionPrototype(
        int module, ulong address, int target, string[] parameters, string[]? capturedNames, nint code, int signature, bool leavesOne, nint spread, bool isVariadic)
    {
        LeavesOne = leavesOne;
        Arity = leavesOne && !isVariadic && code != 0 ? parameters.Length : NotDirect;
        Spread = spread;
        IsVariadic = isVariadic;
        Module = module;
        Address = address;
        Target = target;
        Parameters = parameters;
        CapturedNames = capturedNames;
        Code = code;
        // Without code no call shape may match.
        Signature = code == 0 ? -1 : signature;
    }

    /// <summary>Number of the module that holds the code.</summary>
    public int Module { get; }

    /// <summary>The address in the module's own numbering; it may lie past the end of the code.</summary>
    public ulong Address { get; }

    /// <summary>Index of the first instruction in the linked program.</summary>
    public int Target { get; }

    /// <summary>Parameter names in order; the last one takes the top of the stack.</summary>
    public string[] Parameters { get; }

    /// <summary>Names of captured variables in capture order; null for a plain function.</summary>
    public string[]? CapturedNames { get; }

    /// <summary>The table of all prototypes of its compiled program, which identifies the program; null when interpreted.</summary>
    public FunctionPrototype[]? Program { get; internal set; }

    /// <summary>What an engine that executes the function without machine code of its own keeps with it; null otherwise.</summary>
    public object? Execution { get; init; }

    /// <summary>Whether values made from this are closures.</summary>
    public bool IsClosure => CapturedNames is not null;

    /// <summary>The function as a value that captures nothing. All such values are one: nothing tells them apart.</summary>
    public FunctionValue PlainValue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _plainValue ?? MakePlainValue();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FunctionValue MakePlainValue() => Interlocked.CompareExchange(ref _plainValue, new FunctionValue(this), null) ?? _plainValue;

    /// <summary>Positions of the parameters that bind a name: a repeated name is bound by its leftmost position.</summary>
    public int[] DistinctParameters
    {
        get
        {
            if (_distinctParameters is null)
            {
                var seen = new HashSet<string>();
                _distinctParameters = [.. Enumerable.Range(0, Parameters.Length).Where(i => seen.Add(Parameters[i]))];
            }

            return _distinctParameters;
        }
    }

    /// <summary>Address of compiled code with signature (context, function, arguments) -> result, or zero.</summary>
    public readonly nint Code;

    /// <summary>Shape of the call that <see cref="Code"/> accepts.</summary>
    public readonly int Signature;

    /// <summary>Arguments of a procedure call that may go to <see cref="Code"/> at once, with one result; or <see cref="NotDirect"/>.</summary>
    public readonly int Arity;

    /// <summary>Address of code with signature (context, function) -> result that finds the arguments in <c>SpilledArguments</c> of the context; or zero.</summary>
    public readonly nint Spread;

    /// <summary>Whether the compiled code leaves one value, as a procedure must, or never returns.</summary>
    public bool LeavesOne { get; }

    /// <summary>Whether procedure calls pass the last parameter a list of all further arguments.</summary>
    public bool IsVariadic { get; }

    /// <summary>Whether this is no function but a choice among others, which its values capture.</summary>
    public bool IsChoice { get; private init; }

    /// <summary>Whether a procedure call may have a number of arguments. A choice asks its functions.</summary>
    /// <param name="arguments">How many.</param>
    public bool Accepts(int arguments) => IsVariadic ? arguments >= Parameters.Length - 1 : arguments == Parameters.Length;

    /// <summary>Describes a procedure that calls the first of some functions that accepts the number of arguments.</summary>
    /// <param name="first">The first of the functions; the procedure is taken to be where this is.</param>
    /// <param name="count">How many there are.</param>
    public static FunctionPrototype ChoiceOf(FunctionPrototype first, int count)
    {
        var known = first._choice;
        if (known is null || known.CapturedNames!.Length != count)
        {
            string[] names = [.. Enumerable.Range(1, count).Select(number => $"clause {number}")];
            first._choice = known = new FunctionPrototype(first.Module, first.Address, first.Target, [], names)
            {
                Program = first.Program,
                IsChoice = true,
            };
        }

        return known;
    }

    /// <summary>Encodes a call shape: arguments passed, and values left.</summary>
    /// <param name="arguments">Number of values passed, parameters included.</param>
    /// <param name="results">Number of values left on the operand stack.</param>
    public static int SignatureOf(int arguments, int results) => (arguments << 8) | results;

    /// <summary>The number of values passed in a call of this shape.</summary>
    /// <param name="signature">The shape.</param>
    public static int ArgumentsOf(int signature) => signature >> 8;

    /// <summary>The number of values left by a call of this shape.</summary>
    /// <param name="signature">The shape.</param>
    public static int ResultsOf(int signature) => signature & 0xFF;
}
