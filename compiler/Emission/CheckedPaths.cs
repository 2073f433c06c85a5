namespace TinyTotIL.Compiler.Emission;

/// <summary>Follows the paths through a method: what each brings to a label, and that none runs off the end.</summary>
internal sealed class CheckedPaths
{
    private readonly StackCursor _cursor;
    private readonly List<LabelState> _labels = [];
    private bool _isReachable = true;
    private int _assumedFrom = -1;

    /// <summary>Starts at the beginning of a method.</summary>
    /// <param name="cursor">Where the check stands.</param>
    public CheckedPaths(StackCursor cursor) => _cursor = cursor;

    /// <summary>Makes a label known; they come in the order of their numbers.</summary>
    public void Add(IlLabel label) => _labels.Add(new LabelState(label));

    /// <summary>Goes to a label from here, with the stack as it is.</summary>
    public void Reach(IlLabel label)
    {
        var state = StateOf(label);
        state.IsUsed = true;
        if (!_isReachable)
        {
            return;
        }

        var joined = state.Stack is null ? _cursor.Stack : Join(state);
        if (state.MarkedAt < 0)
        {
            state.Stack = joined;
        }
    }

    /// <summary>Puts a label before the next instruction; the paths to it meet here.</summary>
    public void Mark(IlLabel label)
    {
        var state = StateOf(label);
        if (state.MarkedAt >= 0)
        {
            _cursor.Fail($"label {label.Name} is marked a second time");
        }

        if (!_isReachable)
        {
            _assumedFrom = state.Stack is null ? _cursor.Position + 1 : -1;
            _cursor.Stack = state.Stack ?? EvaluationStack.Empty;
            _isReachable = true;
        }
        else if (state.Stack is not null)
        {
            _cursor.Stack = Join(state);
            _assumedFrom = -1;
        }

        state.Stack = _cursor.Stack;
        state.MarkedAt = _cursor.Position + 1;
        _cursor.Label = label;
    }

    /// <summary>Ends the path that led here: what follows is reached through labels only.</summary>
    public void End()
    {
        _cursor.Stack = EvaluationStack.Empty;
        _isReachable = false;
    }

    /// <summary>Ends the method.</summary>
    public void Complete()
    {
        int end = _cursor.Position + 1;

        // A label at the very end that only a later branch could have reached is reached by nothing.
        if (_isReachable && _assumedFrom != end)
        {
            _cursor.Fail("the method ends here without a return");
        }

        foreach (var state in _labels)
        {
            if (state.IsUsed && state.MarkedAt < 0)
            {
                _cursor.Fail($"label {state.Label.Name} is branched to and never marked");
            }

            if (state.IsUsed && state.MarkedAt == end)
            {
                _cursor.Fail($"label {state.Label.Name} is branched to and no instruction follows it");
            }
        }
    }

    private EvaluationStack Join(LabelState state)
    {
        var joined = EvaluationStack.Join(_cursor.Stack, state.Stack!);
        if (joined is null)
        {
            _cursor.Fail($"reaches label {state.Label.Name}, where another path brings {state.Stack}");
        }

        return joined;
    }

    private LabelState StateOf(IlLabel label)
    {
        if (label.Number >= _labels.Count || !ReferenceEquals(_labels[label.Number].Label, label))
        {
            _cursor.Fail($"label {label.Name} belongs to another method");
        }

        return _labels[label.Number];
    }

    private sealed class LabelState(IlLabel label)
    {
        public IlLabel Label { get; } = label;

        /// <summary>The stack its paths bring; null until one does.</summary>
        public EvaluationStack? Stack { get; set; }

        /// <summary>Number of the instruction it stands before; -1 while unmarked.</summary>
        public int MarkedAt { get; set; } = -1;

        public bool IsUsed { get; set; }
    }
}
