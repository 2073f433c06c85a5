using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Gives registers their IL locals.</summary>
/// <remarks>
/// First a block parameter and the arguments that edges pass to it become one class where their live ranges allow it, so
/// that the variable of a loop lives in one local and the edge back copies nothing; edges back come first. Then classes
/// of one type take locals in the order in which they begin, and give them back where they end. Classes that debuggers
/// know by a name share locals only with others of that name. Near-linear in the size of the function.
/// </remarks>
internal sealed class LocalAllocation
{
    private const int None = -1;

    private const long MostComparisons = 1 << 20;

    private readonly IrFunction _function;
    private readonly IReadOnlyList<int> _order;
    private readonly StackPlan _plan;
    private readonly LiveRanges _ranges;
    private readonly int[] _classes;
    private readonly List<LiveRange>?[] _members;
    private readonly string?[] _names;
    private readonly int[] _slots;
    private readonly int[] _places;
    private readonly List<LocalSlot> _all = [];
    private readonly List<(int Slot, LiveRange Range)>[] _sharedNames;

    /// <summary>Allocates locals for a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="order">Its reachable blocks, each after those that dominate it.</param>
    /// <param name="plan">Which registers are in locals.</param>
    public LocalAllocation(IrFunction function, IReadOnlyList<int> order, StackPlan plan)
    {
        (_function, _order, _plan) = (function, order, plan);
        _ranges = new LiveRanges(function, order, plan);
        _classes = [.. Enumerable.Range(0, function.RegisterCount)];
        _members = new List<LiveRange>?[function.RegisterCount];
        _names = new string?[function.RegisterCount];
        _slots = new int[function.RegisterCount];
        _places = new int[function.Blocks.Length];
        Array.Fill(_slots, None);
        var registers = Registers();
        Coalesce();
        Assign(registers);
        _sharedNames = FindSharedNames();
    }

    /// <summary>The locals, by number.</summary>
    public IReadOnlyList<LocalSlot> Slots => _all;

    /// <summary>The number of a register's local.</summary>
    /// <param name="register">A register that lives in a local.</param>
    public int SlotOf(Register register) => _slots[ClassOf(register.Number)];

    /// <summary>
    /// The locals that have in a block a name which others have elsewhere: a debugger must be told which of them is meant. Of several the one that
    /// is written last.
    /// </summary>
    /// <param name="block">The block.</param>
    public IEnumerable<int> SharedNamesIn(BasicBlock block)
    {
        var stretch = _ranges.OfBlock(_places[block.Number]);
        foreach (var group in _sharedNames)
        {
            var (slot, found) = group.LastOrDefault(entry => entry.Range.Overlaps(stretch));
            if (found != default)
            {
                yield return slot;
            }
        }
    }

    /// <summary>Adds the places that are read when a register is pushed: numbers of locals, and of variables as <see cref="PlaceOf(IrVariable)"/> gives them.</summary>
    /// <param name="register">The register.</param>
    /// <param name="add">Receives the places.</param>
    public void AddPlaces(Register register, Action<int> add)
    {
        switch (_plan.WrittenAtUse(register))
        {
            case null:
                add(SlotOf(register));
                break;
            case IrInstruction.GetVariable get:
                add(PlaceOf(get.Variable));
                break;
            case var definition:
                foreach (var operand in definition.Operands)
                {
                    AddPlaces(operand, add);
                }

                break;
        }
    }

    /// <summary>The place of a variable: a negative number.</summary>
    /// <param name="variable">The variable.</param>
    public static int PlaceOf(IrVariable variable) => -1 - variable.Number;

    /// <summary>All places.</summary>
    public IReadOnlyList<int> Places => [.. Enumerable.Range(0, _all.Count), .. _function.Variables.Select(PlaceOf)];

    /// <summary>What a place holds.</summary>
    /// <param name="place">Its number.</param>
    public IrType TypeOf(int place) => place >= 0 ? _all[place].Type : _function.Variables[-1 - place].Type;

    private List<Register> Registers()
    {
        var registers = new List<Register>();
        foreach (int number in _order)
        {
            var block = _function.Blocks[number];
            foreach (var parameter in block.Parameters)
            {
                Add(parameter);
            }

            foreach (var instruction in block.Instructions)
            {
                if (instruction.Target is { } target)
                {
                    Add(target);
                }
            }
        }

        return registers;

        void Add(Register register)
        {
            if (_plan.PlaceOf(register) == RegisterPlace.Local)
            {
                registers.Add(register);
                _members[register.Number] = [_ranges[register]];
                _names[register.Number] = _function.Names.GetValueOrDefault(register.Number);
            }
        }
    }

    private void Coalesce()
    {
        for (int k = 0; k < _order.Count; k++)
        {
            _places[_order[k]] = k;
        }

        Coalesce(isBack: true);
        Coalesce(isBack: false);
    }

    private void Coalesce(bool isBack)
    {
        foreach (int number in _order)
        {
            foreach (var edge in _function.Blocks[number].Terminator.Edges)
            {
                if (_places[edge.Block] <= _places[number] != isBack)
                {
                    continue;
                }

                var parameters = _function.Blocks[edge.Block].Parameters;
                for (int i = 0; i < parameters.Length; i++)
                {
                    TryJoin(parameters[i], edge.Arguments[i]);
                }
            }
        }
    }

    private void TryJoin(Register parameter, Register argument)
    {
        if (parameter.Type != argument.Type || _plan.PlaceOf(parameter) != RegisterPlace.Local || _plan.PlaceOf(argument) != RegisterPlace.Local)
        {
            return;
        }

        int a = ClassOf(parameter.Number), b = ClassOf(argument.Number);
        if (a == b)
        {
            return;
        }

        var (large, small) = _members[a]!.Count >= _members[b]!.Count ? (a, b) : (b, a);
        var places = new List<int>(_members[small]!.Count);
        foreach (var range in _members[small]!)
        {
            int place = PlaceOf(_members[large]!, range);
            if (place < 0)
            {
                return;
            }

            places.Add(place);
        }

        // From the end, so that the places found before still hold.
        for (int i = places.Count - 1; i >= 0; i--)
        {
            _members[large]!.Insert(places[i], _members[small]![i]);
        }

        _names[large] = _names[large] == _names[small] ? _names[large] : null;
        _members[small] = null;
        _classes[small] = large;
    }

    /// <summary>Where a range fits between sorted ones; -1 when it overlaps one of them.</summary>
    private static int PlaceOf(List<LiveRange> ranges, LiveRange range)
    {
        int low = 0, high = ranges.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ranges[middle].Start < range.Start ? (middle + 1, high) : (low, middle);
        }

        bool isFree = (low == 0 || ranges[low - 1].End < range.Start) && (low == ranges.Count || range.End < ranges[low].Start);
        return isFree ? low : None;
    }

    /// <summary>For each name of several locals, or of a local and a variable, where the locals are alive, in order.</summary>
    private List<(int Slot, LiveRange Range)>[] FindSharedNames()
    {
        var places = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var variable in _function.Variables.Where(variable => variable.IsNamed))
        {
            places[variable.Name] = [PlaceOf(variable)];
        }

        for (int slot = 0; slot < _all.Count; slot++)
        {
            if (_all[slot].Name is { } name)
            {
                (places.TryGetValue(name, out var known) ? known : places[name] = []).Add(slot);
            }
        }

        var shared = new Dictionary<string, List<(int Slot, LiveRange Range)>>(StringComparer.Ordinal);
        for (int register = 0; register < _slots.Length; register++)
        {
            if (_slots[register] is var slot and >= 0 && _all[slot].Name is { } name && places[name].Count > 1)
            {
                var ranges = shared.TryGetValue(name, out var known) ? known : shared[name] = [];
                ranges.AddRange(_members[register]!.Select(range => (slot, range)));
            }
        }

        // In a huge function it is not worth the time.
        if ((long)shared.Values.Sum(ranges => ranges.Count) * _order.Count > MostComparisons)
        {
            return [];
        }

        return [.. shared.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value.OrderBy(range => range.Range.Start).ToList())];
    }

    private int ClassOf(int number)
    {
        while (_classes[number] != number)
        {
            number = _classes[number] = _classes[_classes[number]];
        }

        return number;
    }

    private void Assign(List<Register> registers)
    {
        var free = new Dictionary<LocalSlot, Stack<int>>();
        var active = new PriorityQueue<int, int>();
        foreach (var register in registers.Where(register => ClassOf(register.Number) == register.Number).OrderBy(register => _members[register.Number]![0].Start))
        {
            var ranges = _members[register.Number]!;
            while (active.TryPeek(out int ended, out int end) && end < ranges[0].Start)
            {
                active.Dequeue();
                free[_all[ended]].Push(ended);
            }

            var slot = new LocalSlot(register.Type, _names[register.Number]);
            if (!free.TryGetValue(slot, out var unused))
            {
                free.Add(slot, unused = new Stack<int>());
            }

            if (!unused.TryPop(out int number))
            {
                number = _all.Count;
                _all.Add(slot);
            }

            _slots[register.Number] = number;
            active.Enqueue(number, ranges[^1].End);
        }
    }
}
