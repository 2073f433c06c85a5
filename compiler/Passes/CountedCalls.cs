using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Counts calls that were inlined without asking again whose they are and how much is on the operand stack.</summary>
/// <remarks>
/// <code>
/// Before:  r0: int = call_operation ProfileOperations.Enter(1, 4)           After:  r0: int = call_operation ProfileOperations.Enter(1, 4)
///          r1: int = call_operation ProfileOperations.Base()                        r1: int = call_operation ProfileOperations.Base()
///          call_operation ProfileOperations.Pass(r1, 2)                             call_operation ProfileOperations.EnterAgain(r0)
///          r2: int = call_operation ProfileOperations.Enter(1, 4)                   call_operation ProfileOperations.Reach(r1, 5)
///          r3: int = call_operation ProfileOperations.Base()
///          call_operation ProfileOperations.Reach(r3, 3)
///          call_operation ProfileOperations.Return(r0)
/// </code>
/// <para>
/// It fires in functions compiled with a profile. One that was inlined into itself is at the node it was at, because recursion is folded, and a return to the
/// node that is current does nothing. What an inlined call finds below its own values is its caller's height and a constant, so it is passed on only where a
/// function is really called. A height is told of where none as great was told of on every way there. In the end <see cref="CountMerging"/> adds up what is counted.
/// </para>
/// <para>Forward over the blocks until nothing changes; where ways join, what is known on all of them.</para>
/// </remarks>
internal sealed class CountedCalls
{
    private static readonly RuntimeOperation Enter = RuntimeOperation.Of(ProfileOperations.Enter);
    private static readonly RuntimeOperation EnterFrom = RuntimeOperation.Of(ProfileOperations.EnterFrom);
    private static readonly RuntimeOperation EnterAgain = RuntimeOperation.Of(ProfileOperations.EnterAgain);
    private static readonly RuntimeOperation Return = RuntimeOperation.Of(ProfileOperations.Return);
    private static readonly RuntimeOperation Base = RuntimeOperation.Of(ProfileOperations.Base);
    private static readonly RuntimeOperation Tell = RuntimeOperation.Of(ProfileOperations.Pass);
    private static readonly RuntimeOperation Reach = RuntimeOperation.Of(ProfileOperations.Reach);

    private readonly IrModule _module;
    private readonly IrFunction _function;
    private readonly ControlFlow _flow;
    private readonly Known?[] _before;
    private readonly Known?[] _after;
    private readonly bool[] _readsBase;

    /// <summary>The function whose node a register holds.</summary>
    private readonly Dictionary<int, int> _functionOf = [];

    /// <summary>Registers of nodes that are surely others too, by number.</summary>
    private readonly Dictionary<int, Register> _same = [];

    /// <summary>Those that were found not to be.</summary>
    private readonly HashSet<int> _different = [];

    /// <summary>What inlined functions find below their own values.</summary>
    private readonly Dictionary<int, Height> _heights = [];

    /// <summary>Registers that something else reads than what tells of heights.</summary>
    private readonly HashSet<int> _needed = [];

    private CountedCalls(IrModule module, IrFunction function)
    {
        (_module, _function) = (module, function);
        _flow = new ControlFlow(function);
        _before = new Known?[function.Blocks.Length];
        _after = new Known?[function.Blocks.Length];
        _readsBase = FindReadersOfBase();
        foreach (var block in function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is not IrInstruction.CallOperation call || (call.Operation != Reach && call.Operation != Tell))
                {
                    _needed.UnionWith(instruction.Operands.Select(register => register.Number));
                }
            }

            _needed.UnionWith(block.Terminator.Operands.Concat(block.Terminator.Edges.SelectMany(edge => edge.Arguments)).Select(register => register.Number));
        }
    }

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "counted-calls", "Counts inlined calls of a profile without looking up what is known.", level: 1, Run);

    /// <summary>Whether it only counts, for a profile or for coverage.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool IsCounting(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation call
        && (call.Operation.Method.DeclaringType == typeof(ProfileOperations) || call.Operation.Method.DeclaringType == typeof(CoverageOperations));

    private static IrFunction Run(IrModule module, IrFunction function) =>
        function.Blocks.Any(block => block.Instructions.Any(IsCounting)) ? new CountedCalls(module, function).Rewrite() : function;

    private IrFunction Rewrite()
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (int block in _flow.Order)
            {
                changed |= Visit(block);
            }
        }

        var blocks = BlockRewriting.Run(_function, _flow.Order, (block, output) =>
        {
            new Walk(this, _before[block.Number]!, output).Through(block);
            return IrRewriter.MapOperands(block.Terminator, Resolve);
        });
        return _function with { Blocks = CountMerging.Run(blocks, _flow, isAcrossBlocks: !_module.UsesProcesses) };
    }

    /// <summary>Follows a block.</summary>
    /// <returns>Whether it changes what is known elsewhere: behind it, or of the registers that all blocks read.</returns>
    private bool Visit(int block)
    {
        var before = _before[block] = Before(block);
        int different = _different.Count;
        var walk = new Walk(this, before, output: null);
        walk.Through(_function.Blocks[block]);
        bool isNew = !walk.Known.Equals(_after[block]) || different != _different.Count;
        _after[block] = walk.Known;
        return isNew;
    }

    private Known Before(int block)
    {
        // In a handler nothing is known of the block that failed.
        if (block == 0 || _flow.ProtectedBy(block).Count > 0)
        {
            return Known.Nothing;
        }

        if (_flow.PredecessorsOf(block) is [var only])
        {
            return _after[only] ?? Known.Nothing;
        }

        // What was not known once is never known again, so that this ends.
        var joined = _before[block];
        foreach (int from in _flow.PredecessorsOf(block))
        {
            if (_after[from] is { } after)
            {
                joined = joined is null ? after with { Passed = null } : joined.Join(after);
            }
        }

        return joined ?? Known.Nothing;
    }

    /// <summary>Whether the same node is current again when a call has come back.</summary>
    private bool IsAgainAt(Register? node, int callee) =>
        node is { } current && _functionOf.TryGetValue(current.Number, out int function) && _module.Functions[callee] is { Kind: IrFunctionKind.Direct } called
        && called.Blocks[0].Instructions.Any(instruction => instruction is IrInstruction.CallOperation call && call.Operation == Enter && (int)call.Immediates[0] == function)
        && !called.Blocks.Any(block => ReadsBase(block.Terminator));

    private Register Resolve(Register register) => _same.TryGetValue(register.Number, out var same) ? same : register;

    /// <summary>Blocks from which a call is reached before it is told what lies below it.</summary>
    private bool[] FindReadersOfBase()
    {
        bool[] reads = new bool[_function.Blocks.Length];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = _flow.Order.Count - 1; i >= 0; i--)
            {
                var block = _function.Blocks[_flow.Order[i]];
                if (!reads[block.Number] && Reads(block))
                {
                    changed = reads[block.Number] = true;
                }
            }
        }

        return reads;

        bool Reads(BasicBlock block)
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is IrInstruction.CallOperation call && call.Operation == Tell)
                {
                    return false;
                }

                if (ReadsBase(instruction))
                {
                    return true;
                }
            }

            return ReadsBase(block.Terminator) || block.Terminator.Edges.Any(edge => reads[edge.Block]);
        }
    }

    private static bool ReadsBase(IrInstruction instruction) =>
        instruction is IrInstruction.Call or IrInstruction.CallValue || (instruction is IrInstruction.CallOperation call && call.Operation == Base);

    private static bool ReadsBase(Terminator terminator) => terminator is Terminator.TailCall or Terminator.TailCallValue;

    /// <summary>A number of values on the operand stack.</summary>
    /// <param name="Base">Those below a function.</param>
    /// <param name="Own">Those above.</param>
    private readonly record struct Height(Register Base, int Own);

    /// <summary>A height that the next call has to know.</summary>
    /// <param name="Height">The height.</param>
    /// <param name="Told">The instruction that tells of it.</param>
    /// <param name="IsStored">Whether it was written already.</param>
    private sealed record PassedHeight(Height Height, IrInstruction.CallOperation Told, bool IsStored);

    /// <summary>What is known at a place.</summary>
    /// <param name="Node">The current node; null if it is not known.</param>
    /// <param name="Reached">The greatest heights told of so far, by the number of the register that has the base.</param>
    /// <param name="Passed">What the function called next finds below it; null if that is not known.</param>
    private sealed record Known(Register? Node, ImmutableDictionary<int, int> Reached, PassedHeight? Passed)
    {
        public static Known Nothing { get; } = new(null, ImmutableDictionary<int, int>.Empty, null);

        public bool Equals(Known? other) =>
            other is not null && Node == other.Node && Passed == other.Passed && Reached.Count == other.Reached.Count
            && Reached.All(height => other.Reached.TryGetValue(height.Key, out int same) && same == height.Value);

        public override int GetHashCode() => HashCode.Combine(Node, Passed, Reached.Count);

        /// <summary>What is known here and there.</summary>
        public Known Join(Known other)
        {
            var reached = Reached.ToBuilder();
            foreach (var (register, height) in Reached)
            {
                if (!other.Reached.TryGetValue(register, out int there))
                {
                    reached.Remove(register);
                }
                else if (there < height)
                {
                    reached[register] = there;
                }
            }

            return new Known(Node == other.Node ? Node : null, reached.ToImmutable(), Passed: null);
        }
    }

    /// <summary>One walk through a block, to find out what is known behind it, or to write it anew.</summary>
    private sealed class Walk(CountedCalls calls, Known known, ImmutableArray<IrInstruction>.Builder? output)
    {
        public Known Known { get; private set; } = known;

        public void Through(BasicBlock block)
        {
            foreach (var instruction in block.Instructions)
            {
                Follow(instruction);
            }

            bool isReadBehind = ReadsBase(block.Terminator)
                || block.Terminator.Edges.Any(edge => calls._readsBase[edge.Block] && calls._flow.PredecessorsOf(edge.Block).Count > 1);
            if (isReadBehind)
            {
                StorePassed();
            }
        }

        private void Follow(IrInstruction instruction)
        {
            switch (instruction)
            {
                case IrInstruction.CallOperation call when call.Operation == Enter:
                    FollowEnter(call);
                    break;
                case IrInstruction.CallOperation call when call.Operation == Return:
                    var node = calls.Resolve(call.Arguments[0]);
                    if (Known.Node != node)
                    {
                        Known = Known with { Node = node };
                        Write(call);
                    }

                    break;
                case IrInstruction.CallOperation call when call.Operation == Base:
                    FollowBase(call);
                    break;
                case IrInstruction.CallOperation call when call.Operation == Reach:
                    FollowReach(call);
                    break;
                case IrInstruction.CallOperation call when call.Operation == Tell:
                    Known = Known with { Passed = new PassedHeight(HeightOf(call), call, IsStored: false) };
                    break;
                case IrInstruction.Call call:
                    StorePassed();
                    Write(call);
                    Known = Known with { Node = calls.IsAgainAt(Known.Node, call.Callee) ? Known.Node : null, Passed = null };
                    break;
                case IrInstruction.CallValue:
                    StorePassed();
                    Write(instruction);
                    Known = Known with { Node = null, Passed = null };
                    break;
                default:
                    Write(instruction);
                    if (!IsCounting(instruction) && instruction is { IsPure: false, MayRaise: true })
                    {
                        // It may run other code.
                        Known = Known with { Node = null };
                    }

                    break;
            }
        }

        private void FollowEnter(IrInstruction.CallOperation call)
        {
            int function = (int)call.Immediates[0];
            int? own = call.Defined?.Number;
            if (own is { } number)
            {
                calls._functionOf[number] = function;
            }

            bool isSame = Known.Node is { } node && calls._functionOf.TryGetValue(node.Number, out int current) && current == function;
            if (isSame && (own is null || !calls._different.Contains(own.Value)))
            {
                Write(call with { Target = null, Defined = null, Operation = EnterAgain, Arguments = [Known.Node!.Value], Immediates = [] });
                if (own is { } same)
                {
                    calls._same[same] = Known.Node.Value;
                }

                return;
            }

            if (own is { } different)
            {
                calls._different.Add(different);
                calls._same.Remove(different);
            }

            Write(Known.Node is { } caller ? call with { Operation = EnterFrom, Arguments = [caller] } : call);
            Known = Known with { Node = call.Defined };
        }

        private void FollowBase(IrInstruction.CallOperation call)
        {
            if (call.Defined is { } own && !calls._needed.Contains(own.Number) && Known.Passed is { } passed)
            {
                calls._heights[own.Number] = passed.Height;
                return;
            }

            Write(call);
        }

        private void FollowReach(IrInstruction.CallOperation call)
        {
            var height = HeightOf(call);
            if (Known.Reached.GetValueOrDefault(height.Base.Number) < height.Own)
            {
                Known = Known with { Reached = Known.Reached.SetItem(height.Base.Number, height.Own) };
                Write(call with { Arguments = [height.Base], Immediates = [height.Own] });
            }
        }

        private Height HeightOf(IrInstruction.CallOperation call)
        {
            var below = calls._heights.TryGetValue(call.Arguments[0].Number, out var found) ? found : new Height(call.Arguments[0], 0);
            return below with { Own = below.Own + (int)call.Immediates[0] };
        }

        private void StorePassed()
        {
            if (Known.Passed is { IsStored: false } passed)
            {
                Write(passed.Told with { Arguments = [passed.Height.Base], Immediates = [passed.Height.Own] });
                Known = Known with { Passed = passed with { IsStored = true } };
            }
        }

        private void Write(IrInstruction instruction) => output?.Add(IrRewriter.MapOperands(instruction, calls.Resolve));
    }
}
