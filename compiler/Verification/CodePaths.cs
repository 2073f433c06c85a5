using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Follows the paths through every function of a program, with the height of the operand stack on the way.</summary>
/// <remarks>
/// Much less than <see cref="ShapeAnalysis"/>, and for another reader: it serves warnings, so it covers all code of all
/// functions, called or not and however odd, it keeps what is an author's unit together, and it costs next to nothing. A height
/// is the most the stack can hold, counted from the function's entry without the parameters; it is unknown where paths
/// differ and after a call through a value. Each block of a function is looked at again only when its height becomes unknown.
/// </remarks>
internal sealed class CodePaths
{
    /// <summary>A height that is not the same on every path.</summary>
    public const int Unknown = int.MinValue;

    private const int HighestKnown = 1 << 24;

    private readonly BytecodeProgram _program;
    private readonly bool[] _leaders;
    private readonly PathFunction?[] _entries;
    private readonly PathBlock?[] _first;
    private readonly List<PathFunction> _functions = [];
    private readonly List<PathBlock> _blocks = [];
    private readonly Stack<PathBlock> _pending = [];
    private readonly Queue<PathFunction> _returned = [];
    private long _budget;

    private CodePaths(BytecodeProgram program)
    {
        int length = program.Instructions.Length;
        _program = program;
        _leaders = LeaderFinder.Find(program);
        _entries = new PathFunction?[length];
        _first = new PathBlock?[length];
        Labels = new string?[length];
        _budget = 10_000 + (20L * length);
    }

    /// <summary>Whether all paths were followed; code that many functions share may be too much.</summary>
    public bool IsComplete => _budget >= 0;

    /// <summary>The blocks, each as often as a function gets to it.</summary>
    public List<PathBlock> Blocks => _blocks;

    /// <summary>The label of each instruction, or null.</summary>
    public string?[] Labels { get; }

    /// <summary>Follows all paths of a program.</summary>
    /// <param name="program">The program.</param>
    public static CodePaths Find(BytecodeProgram program)
    {
        var paths = new CodePaths(program);
        paths.FindTopLevels();
        paths.FindFunctions();
        foreach (var function in paths._functions)
        {
            paths.Visit(function, function.Entry, height: 0);
        }

        paths.Drain();
        return paths;
    }

    /// <summary>The function entered at an index by a call or a function value; null when there is none.</summary>
    /// <param name="index">An index.</param>
    public PathFunction? EnteredAt(int index) => _entries[index];

    /// <summary>The block that begins at an index as a function gets to it; null when it does not.</summary>
    /// <param name="function">The function.</param>
    /// <param name="leader">The index.</param>
    public PathBlock? BlockOf(PathFunction function, int leader)
    {
        var block = _first[leader];
        while (block is not null && block.Function != function)
        {
            // Code that very many functions share is not worth the time.
            _budget--;
            block = block.Other;
        }

        return block;
    }

    /// <summary>The last instruction of a block.</summary>
    /// <param name="block">The block.</param>
    public int LastOf(PathBlock block)
    {
        int index = block.Leader;
        while (!_leaders[index + 1])
        {
            index++;
        }

        return index;
    }

    /// <summary>The top level of a module.</summary>
    /// <param name="module">Its number.</param>
    public PathFunction TopLevelOf(int module) => _functions[module];

    /// <summary>The block that begins at an index, of the first function that got there; null when none does.</summary>
    /// <param name="leader">The index.</param>
    public PathBlock? FirstAt(int leader) => _first[leader];

    private void FindTopLevels()
    {
        foreach (var module in _program.Modules)
        {
            foreach (var label in module.Module?.Labels ?? [])
            {
                Labels[module.Start + label.Address] = label.Name;
            }

            Add(module, module.Start, name: null, isTopLevel: true);
        }
    }

    private void FindFunctions()
    {
        foreach (var module in _program.Modules)
        {
            for (int index = module.Start; index < module.End; index++)
            {
                if (_program.Instructions[index].NamesFunction)
                {
                    _leaders[index + 1] = true;
                    int entry = _program.TargetOf(index);
                    _entries[entry] ??= Add(module, entry, Labels[entry], isTopLevel: false);
                }
            }
        }
    }

    private PathFunction Add(LinkedModule module, int entry, string? name, bool isTopLevel)
    {
        var function = new PathFunction(entry, module.End, name, isTopLevel);
        _functions.Add(function);
        return function;
    }

    private void Drain()
    {
        while (_budget >= 0)
        {
            if (_pending.TryPop(out var block))
            {
                Follow(block);
            }
            else if (_returned.TryDequeue(out var function))
            {
                _budget -= function.Calls.Count;
                foreach (var call in function.Calls)
                {
                    Continue(call, function);
                }
            }
            else
            {
                return;
            }
        }
    }

    private void Visit(PathFunction function, int leader, int height)
    {
        _budget--;
        var block = BlockOf(function, leader);
        if (block is null)
        {
            _first[leader] = block = new PathBlock(function, leader, height, _first[leader]);
            _blocks.Add(block);
        }
        else if (block.Height == height || block.Height == Unknown)
        {
            return;
        }
        else
        {
            block.Height = Unknown;
        }

        _pending.Push(block);
    }

    private void Follow(PathBlock block)
    {
        int height = block.Height;
        block.Failure = PathBlock.Nowhere;
        for (int index = block.Leader; ; index++)
        {
            _budget--;
            if (Fails(block, index, height) || !Step(block, index, ref height))
            {
                return;
            }

            if (_leaders[index + 1])
            {
                Fall(block, index, height);
                return;
            }
        }
    }

    /// <summary>Whether an instruction finds too few values for certain: nothing lies below a top level.</summary>
    private bool Fails(PathBlock block, int index, int height)
    {
        if (height == Unknown || _program.Instructions[index].Takes() <= height)
        {
            return false;
        }

        if (!block.Function.IsTopLevel)
        {
            block.Function.TakesFromBelow = true;
            return false;
        }

        (block.Failure, block.FailureHeight) = (index, height);
        return true;
    }

    /// <summary>Runs one instruction; false when control does not pass on to the next, or not yet.</summary>
    private bool Step(PathBlock block, int index, ref int height)
    {
        var instruction = _program.Instructions[index];
        int target = _program.TargetOf(index);
        switch (instruction.Opcode)
        {
            case Opcode.Jmp:
                Jump(block, target, height);
                return false;
            case Opcode.Jz or Opcode.Jnz or Opcode.Jf or Opcode.Jt:
                height = Sum(height, -1);
                Jump(block, target, height);
                return true;
            case Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter:
                Jump(block, target, Sum(height, -instruction.Info.Pops));
                height = Sum(height, instruction.Info.Pushes - instruction.Info.Pops);
                return true;
            case Opcode.Try:
                Jump(block, target, Sum(height, 1));
                return true;
            case Opcode.TryBlock:
                bool isPushed = ((Operand.Catch)_program.Instructions[target].Operand).Name is null;
                Jump(block, target + 1, Sum(height, isPushed ? 1 : 0));
                return true;
            case Opcode.CatchBlock:
                Jump(block, target + 1, height);
                return false;
            case Opcode.Call or Opcode.TailCall:
                var callee = _entries[target]!;
                var call = new PathCall(block, index, Sum(height, -instruction.Takes()), instruction.Opcode == Opcode.TailCall);
                callee.Calls.Add(call);
                Continue(call, callee);
                return false;
            case Opcode.CallFunction:
                height = Unknown;
                return true;
            case Opcode.TailCallProcedure or Opcode.TailApply:
                SetNet(block.Function, Sum(height, 1 - instruction.Takes()));
                return false;
            case Opcode.TailCallFunction:
                SetNet(block.Function, Unknown);
                return false;
            case Opcode.Ret:
                block.Return = index;
                SetNet(block.Function, height);
                return false;
            default:
                height = Sum(height, instruction.Gives() - instruction.Takes());
                return instruction.Info.MayContinue;
        }
    }

    private static int Sum(int height, long change)
    {
        bool isKnown = height != Unknown && change is <= HighestKnown and >= -HighestKnown && height + change is <= HighestKnown and >= -HighestKnown;
        return isKnown ? (int)(height + change) : Unknown;
    }

    private void Jump(PathBlock block, int target, int height)
    {
        block.Jump = target;
        Visit(block.Function, target, height);
    }

    private void Fall(PathBlock block, int index, int height)
    {
        block.Fall = index;
        Visit(block.Function, index + 1, height);
    }

    private void SetNet(PathFunction function, int net)
    {
        if (function.Net == net || function.Net == Unknown)
        {
            return;
        }

        function.Net = function.Net is null ? net : Unknown;
        _returned.Enqueue(function);
    }

    private void Continue(PathCall call, PathFunction callee)
    {
        if (callee.Net is not { } net)
        {
            return;
        }

        int height = net == Unknown ? Unknown : Sum(call.Height, net);
        if (call.IsTail)
        {
            SetNet(call.Block.Function, height);
        }
        else
        {
            Fall(call.Block, call.Index, height);
        }
    }
}
