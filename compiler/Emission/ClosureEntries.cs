using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Gives functions of closures the closure itself as a parameter, in place of all that it captured, where that is more than fits registers.</summary>
/// <remarks>
/// A call through a value passes the value and the arguments. The entry that takes what is captured out of the value and passes that on would need
/// more room for arguments than its caller has given it, so its tail call would go the slow way that .NET has for those.
/// </remarks>
internal sealed class ClosureEntries
{
    private const int IntegerRegisters = 6;

    private readonly IrModule _module;
    private readonly List<IrFunction> _functions;
    private readonly bool[] _isCalled;

    private ClosureEntries(IrModule module)
    {
        _module = module;
        _functions = [.. module.Functions];
        _isCalled = new bool[module.Functions.Length];
        foreach (var function in module.Functions)
        {
            foreach (int callee in CalleesOf(function))
            {
                _isCalled[callee] = true;
            }
        }
    }

    /// <summary>Changes the functions of a program that makes tail calls.</summary>
    /// <param name="module">The program.</param>
    public static IrModule Run(IrModule module)
    {
        if (!module.Functions.Any(function => function.Blocks.Any(block => block.Terminator is Terminator.TailCall or Terminator.TailCallValue)))
        {
            return module;
        }

        var entries = new ClosureEntries(module);
        var prototypes = module.Prototypes.Select(entries.Change).ToImmutableArray();
        return module with { Functions = [.. entries._functions], Prototypes = prototypes };
    }

    private static IEnumerable<int> CalleesOf(IrFunction function)
    {
        foreach (var block in function.Blocks)
        {
            foreach (var call in block.Instructions.OfType<IrInstruction.Call>())
            {
                yield return call.Callee;
            }

            if (block.Terminator is Terminator.TailCall tail)
            {
                yield return tail.Callee;
            }
        }
    }

    private IrPrototype Change(IrPrototype prototype)
    {
        if (prototype is not { Function: >= 0, Captured.Length: > 0 } || !IsWorthwhile(prototype, _module.Functions[prototype.Function]))
        {
            return prototype;
        }

        var function = _module.Functions[prototype.Function];
        bool isShared = _isCalled[function.Number] || _module.Prototypes.Count(other => other.Function == function.Number) > 1;
        int number = isShared ? _functions.Count : function.Number;
        var changed = TakeValue(function, prototype.Captured.Length, number);
        if (isShared)
        {
            _functions.Add(changed);
        }
        else
        {
            _functions[number] = changed;
        }

        return prototype with { Function = number, PassesValue = true };
    }

    private static bool IsWorthwhile(IrPrototype prototype, IrFunction function)
    {
        int captured = prototype.Captured!.Length;
        if (function.Kind != IrFunctionKind.Direct || function.Results != 1 || function.ResultType != IrType.Any
            || function.Parameters.Length != captured + prototype.Parameters.Length
            || function.Parameters.Skip(captured).Any(parameter => parameter.Type != IrType.Any)
            || function.Variables.Any(variable => variable.Type == IrType.Scope))
        {
            return false;
        }

        var given = function.Parameters.Take(captured).Select(parameter => parameter.Number).ToHashSet();
        return StackSlots(function.Parameters) > StackSlots([ValueParameter, .. function.Parameters.Skip(captured)])
            && !function.Blocks.Any(block => block.Instructions.Any(
                instruction => instruction is IrInstruction.SetVariable set && given.Contains(set.Variable.Number)));
    }

    private static IrVariable ValueParameter => new(0, "%closure", IrType.Function, IsNamed: false);

    /// <summary>Machine words of arguments that go over the native stack, by the convention of the platforms where that is least.</summary>
    /// <param name="parameters">The parameters behind the context.</param>
    public static int StackSlots(IEnumerable<IrVariable> parameters)
    {
        IrVariable[] all = [.. parameters];
        return FindOnStack(all).Zip(all, (isOn, parameter) => isOn ? Words(parameter) : 0).Sum();
    }

    /// <summary>The same for a call through a value.</summary>
    /// <param name="arity">Number of arguments.</param>
    public static int StackSlots(int arity) =>
        StackSlots([ValueParameter, .. Enumerable.Repeat(new IrVariable(0, "%argument", IrType.Any, IsNamed: false), arity)]);

    /// <summary>Which parameters go over the native stack.</summary>
    /// <param name="parameters">The parameters behind the context.</param>
    public static bool[] FindOnStack(IReadOnlyList<IrVariable> parameters)
    {
        // The first one has the context.
        int free = IntegerRegisters - 1;
        bool[] onStack = new bool[parameters.Count];
        for (int i = 0; i < onStack.Length; i++)
        {
            int words = Words(parameters[i]);
            onStack[i] = words > free;
            free -= onStack[i] ? 0 : words;
        }

        return onStack;
    }

    private static int Words(IrVariable parameter) => parameter.Type switch { IrType.Any => 2, IrType.Float => 0, _ => 1 };

    private static IrFunction TakeValue(IrFunction function, int captured, int number)
    {
        var places = new Dictionary<int, int>();
        for (int i = 0; i < captured; i++)
        {
            places.Add(function.Parameters[i].Number, i);
        }

        var value = ValueParameter;
        var others = function.Variables.Where(variable => !places.ContainsKey(variable.Number)).ToList();
        var renumbered = new Dictionary<int, IrVariable>();
        for (int i = 0; i < others.Count; i++)
        {
            renumbered.Add(others[i].Number, others[i] with { Number = i + 1 });
        }

        int registers = function.RegisterCount;
        var blocks = function.Blocks.Select(block =>
        {
            var instructions = ImmutableArray.CreateBuilder<IrInstruction>(block.Instructions.Length);
            foreach (var instruction in block.Instructions)
            {
                Rewrite(instruction, value, places, renumbered, ref registers, instructions);
            }

            return block with { Instructions = instructions.ToImmutable() };
        }).ToImmutableArray();
        return function with
        {
            Number = number,
            Name = number == function.Number ? function.Name : function.Name + "(closure)",
            Parameters = [value, .. function.Parameters.Skip(captured).Select(parameter => renumbered[parameter.Number])],
            Variables = [value, .. renumbered.Values],
            Blocks = blocks,
            RegisterCount = registers,
        };
    }

    private static void Rewrite(
        IrInstruction instruction,
        IrVariable value,
        Dictionary<int, int> places,
        Dictionary<int, IrVariable> renumbered,
        ref int registers,
        ImmutableArray<IrInstruction>.Builder into)
    {
        switch (instruction)
        {
            case IrInstruction.GetVariable get when places.TryGetValue(get.Variable.Number, out int place):
                var closure = new Register(registers++, IrType.Function);
                into.Add(new IrInstruction.GetVariable(closure, value, get.Address) { Site = get.Site });
                bool isNarrow = get.Defined.Type != IrType.Any;
                var loaded = isNarrow ? new Register(registers++, IrType.Any) : get.Defined;
                into.Add(new IrInstruction.LoadCaptured(loaded, closure, place, get.Address) { Site = get.Site });
                if (isNarrow)
                {
                    into.Add(new IrInstruction.Narrow(get.Defined, loaded, get.Address) { Site = get.Site });
                }

                break;
            case IrInstruction.GetVariable get:
                into.Add(get with { Variable = renumbered[get.Variable.Number] });
                break;
            case IrInstruction.SetVariable set:
                into.Add(set with { Variable = renumbered[set.Variable.Number] });
                break;
            default:
                into.Add(instruction);
                break;
        }
    }
}
