namespace TinyTotIL.Compiler.Formats;

/// <summary>Finds the parts of structured blocks by their nesting in the text.</summary>
/// <remarks>
/// The plain and the structured forms of CATCH and END_TRY look alike. Outside a structured block they are plain. Inside
/// one, a CATCH that some <c>TRY label</c> leads to belongs to that TRY; every <c>TRY label</c> owns the next END_TRY that
/// no later one owns; of what remains the first CATCH is the block's, and the first END_TRY after it ends the block.
/// </remarks>
internal sealed class BlockMatcher
{
    private readonly IReadOnlyList<BlockMark> _marks;
    private readonly IReadOnlySet<int> _handlers;
    private readonly BlockMatch[] _matches;
    private readonly Stack<OpenBlock> _open = [];

    private BlockMatcher(IReadOnlyList<BlockMark> marks, IReadOnlySet<int> handlers)
    {
        _marks = marks;
        _handlers = handlers;
        _matches = new BlockMatch[marks.Count];
    }

    /// <summary>Gives each mark its form.</summary>
    /// <param name="marks">The marks of a program in order.</param>
    /// <param name="handlers">The addresses that any <c>TRY label</c> leads to.</param>
    public static BlockMatch[] Match(IReadOnlyList<BlockMark> marks, IReadOnlySet<int> handlers) => new BlockMatcher(marks, handlers).Run();

    private BlockMatch[] Run()
    {
        for (int index = 0; index < _marks.Count; index++)
        {
            switch (_marks[index].Kind)
            {
                case BlockMarkKind.Try:
                    _open.Push(new OpenBlock(index));
                    break;
                case BlockMarkKind.TryLabel when _open.TryPeek(out var block):
                    block.OpenLabelled(_marks[index].Line);
                    break;
                case BlockMarkKind.Catch when _open.TryPeek(out var block):
                    Divide(block, index);
                    break;
                case BlockMarkKind.EndTry when _open.TryPeek(out var block):
                    Close(block, index);
                    break;
            }
        }

        while (_open.TryPop(out var block))
        {
            Abandon(block);
        }

        return _matches;
    }

    private void Divide(OpenBlock block, int mark)
    {
        if (block.CatchMark < 0 && block.Labelled == 0 && !_handlers.Contains(_marks[mark].Address))
        {
            block.CatchMark = mark;
        }
    }

    private void Close(OpenBlock block, int mark)
    {
        if (block.Labelled > 0)
        {
            block.Labelled--;
            return;
        }

        _open.Pop();
        if (block.CatchMark < 0)
        {
            Abandon(block);
            return;
        }

        _matches[block.TryMark] = new BlockMatch(BlockRole.Structured, _marks[block.CatchMark].Address);
        _matches[block.CatchMark] = new BlockMatch(BlockRole.Structured, _marks[mark].Address);
        _matches[mark] = new BlockMatch(BlockRole.Structured);
    }

    private void Abandon(OpenBlock block) => _matches[block.TryMark] = new BlockMatch(
        block.CatchMark < 0 ? BlockRole.WithoutCatch : BlockRole.WithoutEnd, OtherTryLine: block.LabelledLine);

    /// <summary>A structured block whose END_TRY has not come yet.</summary>
    private sealed class OpenBlock(int tryMark)
    {
        /// <summary>Its TRY.</summary>
        public int TryMark => tryMark;

        /// <summary>Its CATCH; -1 until it comes.</summary>
        public int CatchMark { get; set; } = -1;

        /// <summary>How many <c>TRY label</c> directly inside it wait for their END_TRY.</summary>
        public int Labelled { get; set; }

        /// <summary>Line of the outermost of them that was opened last; kept for a diagnostic.</summary>
        public int LabelledLine { get; private set; }

        /// <summary>Notes a <c>TRY label</c>.</summary>
        public void OpenLabelled(int line)
        {
            LabelledLine = Labelled == 0 ? line : LabelledLine;
            Labelled++;
        }
    }
}
