using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Finds the updates of objects and lists that nobody else holds and nobody needs afterwards.</summary>
/// <remarks>
/// It first believes of everything a function makes, and of every block parameter, that the function holds it alone,
/// and then takes back what is contradicted: a parameter that may receive anything else, or the same thing as another; and whatever
/// is used after somebody else may have got it. What is left supports itself, round loops as well. Linear but for the
/// walks of <see cref="HoldingLiveness"/>, which are bounded.
/// </remarks>
internal sealed class Ownership
{
    private readonly IrFunction _function;
    private readonly ControlFlow _flow;
    private readonly Holding?[] _holdings;
    private readonly List<Holding> _all = [];

    private Ownership(IrFunction function)
    {
        (_function, _flow) = (function, new ControlFlow(function));
        _holdings = new Holding?[function.RegisterCount];
    }

    /// <summary>Finds the updates of a function that can be done in place, as block and position.</summary>
    /// <param name="function">The function.</param>
    public static HashSet<(int Block, int Position)> FindUpdates(IrFunction function)
    {
        var ownership = new Ownership(function);
        ownership.FindHoldings();
        ownership.ConnectEdges();
        ownership.FindUses();
        return ownership.Decide();
    }

    private Holding? Of(Register register) => _holdings[register.Number];

    /// <summary>What dominates a block stands before it in the order, so the origin of a narrowed register is known.</summary>
    private void FindHoldings()
    {
        foreach (int number in _flow.Order)
        {
            var block = _function.Blocks[number];
            foreach (var parameter in block.Parameters)
            {
                if (parameter.Type is IrType.Any or IrType.Object or IrType.List)
                {
                    Begin(parameter, number, isEmpty: false);
                }
            }

            foreach (var instruction in block.Instructions)
            {
                if (instruction is IrInstruction.Narrow narrow)
                {
                    _holdings[narrow.Defined.Number] = Of(narrow.Value);
                }
                else if (instruction.Target is { } made && OwnedForms.Makes(instruction))
                {
                    Begin(made, number, OwnedForms.MakesEmpty(instruction));
                }
            }
        }
    }

    private void Begin(Register register, int block, bool isEmpty)
    {
        var holding = new Holding(block, isEmpty);
        _holdings[register.Number] = holding;
        _all.Add(holding);
    }

    private void ConnectEdges()
    {
        var passed = new Dictionary<Holding, Holding?>(ReferenceEqualityComparer.Instance);
        var shared = new List<Holding>();
        foreach (int number in _flow.Order)
        {
            foreach (var edge in _function.Blocks[number].Terminator.Edges)
            {
                passed.Clear();
                for (int i = 0; i < edge.Arguments.Length; i++)
                {
                    Connect(Of(edge.Arguments[i]), Of(_function.Blocks[edge.Block].Parameters[i]), passed, shared);
                }
            }
        }

        shared.ForEach(holding => holding.Share());
    }

    /// <summary>An edge passes something; what it passes twice, neither parameter has alone.</summary>
    private static void Connect(Holding? given, Holding? parameter, Dictionary<Holding, Holding?> passed, List<Holding> shared)
    {
        if (given is null)
        {
            Add(parameter);
            return;
        }

        if (!passed.TryAdd(given, parameter))
        {
            Add(parameter);
            Add(passed[given]);
        }

        if (parameter is not null)
        {
            given.PassedTo.Add(parameter);
            parameter.Receives.Add(given);
        }

        void Add(Holding? holding)
        {
            if (holding is not null)
            {
                shared.Add(holding);
            }
        }
    }

    private void FindUses()
    {
        foreach (int number in _flow.Order)
        {
            var block = _function.Blocks[number];
            int end = block.Instructions.Length;
            for (int position = 0; position < end; position++)
            {
                var instruction = block.Instructions[position];
                var operands = instruction.Operands;
                for (int i = 0; i < operands.Length; i++)
                {
                    Use(operands[i], new HoldingUse(number, position, OwnedForms.UseOf(instruction, i)));
                }
            }

            var kind = block.Terminator is Terminator.Branch ? HoldingUseKind.Read : HoldingUseKind.Escape;
            foreach (var operand in block.Terminator.Operands)
            {
                Use(operand, new HoldingUse(number, end, kind));
            }

            foreach (var edge in block.Terminator.Edges)
            {
                foreach (var argument in edge.Arguments)
                {
                    Use(argument, new HoldingUse(number, end + 1, HoldingUseKind.Pass, edge.Block));
                }
            }
        }
    }

    private void Use(Register register, HoldingUse use)
    {
        if (Of(register) is { IsAlone: true } holding)
        {
            holding.Uses.Add(use);
        }
    }

    private HashSet<(int Block, int Position)> Decide()
    {
        foreach (var holding in _all)
        {
            if (holding.IsAlone && holding.Uses.Exists(use => use.Kind == HoldingUseKind.Update))
            {
                holding.Want();
            }
        }

        var liveness = new HoldingLiveness(_flow);
        var updates = new List<(Holding Holding, HoldingUse Use)>();
        foreach (var holding in _all)
        {
            if (holding is { IsAlone: true, IsWanted: true })
            {
                Examine(holding, liveness, updates);
            }
        }

        return [.. updates.Where(update => update.Holding.IsAlone).Select(update => (update.Use.Block, update.Use.Position))];
    }

    /// <summary>Who else may get a thing must get it when the function is done with it.</summary>
    private static void Examine(Holding holding, HoldingLiveness liveness, List<(Holding Holding, HoldingUse Use)> updates)
    {
        if (!liveness.TryFind(holding))
        {
            holding.Share();
            return;
        }

        for (int i = 0; i < holding.Uses.Count; i++)
        {
            var use = holding.Uses[i];
            if (use.Kind == HoldingUseKind.Read)
            {
                continue;
            }

            bool isEnd = liveness.EndsAt(holding, i);
            if (use.Kind == HoldingUseKind.Update)
            {
                if (isEnd && !holding.IsEmpty && !IsUsedTwice(holding.Uses, i))
                {
                    updates.Add((holding, use));
                }
            }
            else if (!isEnd)
            {
                holding.Share();
                return;
            }
        }
    }

    /// <summary>Whether the instruction uses the thing in another operand as well: an object put into itself.</summary>
    private static bool IsUsedTwice(List<HoldingUse> uses, int index) =>
        (index > 0 && IsSamePlace(uses[index - 1], uses[index])) || (index + 1 < uses.Count && IsSamePlace(uses[index], uses[index + 1]));

    private static bool IsSamePlace(HoldingUse one, HoldingUse other) => one.Block == other.Block && one.Position == other.Position;
}
