using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>How the parameters of a function reach its method: as arguments, or in fields of the context.</summary>
/// <remarks>
/// .NET makes a tail call in a slow way when the callee takes more of its arguments on the stack than the caller did. So what does not
/// fit into registers is passed in the context where such a call would be made. Registers are counted as <see cref="ClosureEntries"/>
/// does; elsewhere the result is the same and only the speed may differ.
/// </remarks>
internal sealed class ArgumentPassing
{
    /// <summary>How many parameters can be passed in the context.</summary>
    public const int MostInContext = 4;

    private readonly IrFunction _function;
    private readonly int?[] _fields;

    private ArgumentPassing(IrFunction function) => (_function, _fields) = (function, new int?[function.Parameters.Length]);

    /// <summary>The parameters that are arguments of the method, in order.</summary>
    public IEnumerable<IrVariable> Arguments => _function.Parameters.Where((_, parameter) => _fields[parameter] is null);

    /// <summary>Plans all functions of a program.</summary>
    /// <param name="members">The program's members; their prototypes are known.</param>
    public static ArgumentPassing[] Plan(ProgramMembers members)
    {
        ArgumentPassing[] plans = [.. members.Module.Functions.Select(function => new ArgumentPassing(function))];
        // What has become less for one function may be too much for those it calls.
        for (bool changed = members.UsesTailCalls; changed;)
        {
            changed = false;
            foreach (var function in members.Module.Functions)
            {
                foreach (var block in function.Blocks)
                {
                    if (block.Terminator is Terminator.TailCall call && call.Callee != function.Number)
                    {
                        changed |= plans[call.Callee].Shrink(plans[function.Number].SlotsOnStack);
                    }
                }

                if (members.PrototypeOf(function) is { PassesValue: false } prototype)
                {
                    changed |= plans[function.Number].Shrink(ClosureEntries.StackSlots(prototype.Parameters.Length));
                }
            }
        }

        return plans;
    }

    /// <summary>The number of a parameter among the arguments of the method, of which the context is the first; null when it is none of them.</summary>
    /// <param name="parameter">Number of the parameter.</param>
    public int? ArgumentOf(int parameter) => _fields[parameter] is null ? 1 + _fields.Take(parameter).Count(field => field is null) : null;

    /// <summary>The number of the field of the context that a parameter is passed in; null when it is an argument.</summary>
    /// <param name="parameter">Number of the parameter.</param>
    public int? FieldOf(int parameter) => _fields[parameter];

    private int SlotsOnStack => ClosureEntries.StackSlots(Arguments);

    /// <summary>Passes in the context what would be on the stack, when it is more than a caller has there and the context has room.</summary>
    private bool Shrink(int slotsOfCaller)
    {
        bool[] onStack = ClosureEntries.FindOnStack(_function.Parameters);
        if (SlotsOnStack <= slotsOfCaller || _function.Kind != IrFunctionKind.Direct || onStack.Count(isOn => isOn) > MostInContext)
        {
            return false;
        }

        for (int parameter = 0, field = 0; parameter < onStack.Length; parameter++)
        {
            _fields[parameter] = onStack[parameter] ? field++ : null;
        }

        return true;
    }
}
