using TinyTotIL.Cli.Repl;

namespace TinyTotIL.Conformance.Tests.Repl;

/// <summary>What keys do to an entry, and what the terminal shows of it.</summary>
public sealed class LineEditorTests
{
    private readonly FakeTerminal _terminal = new();
    private readonly EntryHistory _history = new();

    [Fact]
    public void Enter_takes_a_whole_datum()
    {
        Assert.Equal("(+ 1 2)", Read(_terminal.Type("(+ 1 2)\n")));
        Assert.Equal("> (+ 1 2)", _terminal.Screen);
    }

    [Fact]
    public void Enter_goes_on_with_an_indented_line_while_a_list_is_open()
    {
        Assert.Equal("(define (f x)\n  (+ x 1))", Read(_terminal.Type("(define (f x)\n(+ x 1))\n")));
        Assert.Equal("> (define (f x)\n.   (+ x 1))", _terminal.Screen);
    }

    [Fact]
    public void What_is_pasted_keeps_its_own_indentation()
    {
        _terminal.IsKeyWaiting = true;
        _terminal.Type("(a\nb\n)");
        Assert.Null(Read(_terminal));
        Assert.Equal("> (a\n. b\n. )", _terminal.Screen);
    }

    [Fact]
    public void A_string_or_comment_that_is_open_goes_on()
    {
        Assert.Equal("\"a\nb\"", Read(_terminal.Type("\"a\nb\"\n")));
        Assert.Equal("#| a\nb |# 1", Read(_terminal.Type("#| a\nb |# 1\n")));
    }

    [Fact]
    public void The_cursor_moves_and_text_goes_in_where_it_stands()
    {
        _terminal.Type("(cr x)").Press(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.LeftArrow).Type("a").Press(ConsoleKey.End).Type("\n");
        Assert.Equal("(car x)", Read(_terminal));
    }

    [Fact]
    public void Words_and_lines_are_cut_and_pasted()
    {
        Assert.Equal("one one", Read(_terminal.Type("one two").Control(ConsoleKey.W).Type("one\n")));
        Assert.Equal("two one", Read(_terminal.Type("one two").Control(ConsoleKey.W).Control(ConsoleKey.A).Control(ConsoleKey.Y).Type(" ").Control(ConsoleKey.E).Press(ConsoleKey.Backspace).Type("\n")));
        Assert.Equal("x", Read(_terminal.Type("lost").Control(ConsoleKey.U).Type("x\n")));
        Assert.Equal("ba", Read(_terminal.Type("ab").Control(ConsoleKey.T).Type("\n")));
        Assert.Equal("a", Read(_terminal.Type("a b").Alt(ConsoleKey.B).Press(ConsoleKey.Backspace).Control(ConsoleKey.K).Type("\n")));
    }

    [Fact]
    public void Characters_of_two_units_are_one()
    {
        Assert.Equal("ab", Read(_terminal.Type("a\U0001F600b").Press(ConsoleKey.LeftArrow, ConsoleKey.Backspace).Type("\n")));
    }

    [Fact]
    public void Up_and_down_go_through_the_history_and_back_to_what_was_begun()
    {
        Read(_terminal.Type("first\n"));
        Read(_terminal.Type("second\n"));
        Assert.Equal("first", Read(_terminal.Press(ConsoleKey.UpArrow, ConsoleKey.UpArrow).Type("\n")));
        Assert.Equal("begun!", Read(_terminal.Type("begun").Press(ConsoleKey.UpArrow, ConsoleKey.DownArrow).Type("!\n")));
    }

    [Fact]
    public void Up_moves_inside_an_entry_of_several_lines_first()
    {
        Assert.Equal("(ax\n  b)", Read(_terminal.Type("(a\nb)").Press(ConsoleKey.UpArrow, ConsoleKey.End).Type("x\n")));
    }

    [Fact]
    public void The_history_is_searched_backwards()
    {
        Read(_terminal.Type("(define a 1)\n"));
        Read(_terminal.Type("(define b 2)\n"));
        Read(_terminal.Type("(display 3)\n"));
        Assert.Equal("(define a 1)", Read(_terminal.Control(ConsoleKey.R).Type("def").Control(ConsoleKey.R).Type("\n")));
    }

    [Fact]
    public void Tab_completes_as_far_as_all_names_agree_and_then_lists_them()
    {
        Assert.Equal("(vector-fill! v 0)", Read(_terminal.Type("(ve").Press(ConsoleKey.Tab, ConsoleKey.Tab).Type("f").Press(ConsoleKey.Tab).Type(" v 0)\n")));
        Assert.Contains("vector-fill!  vector-map", _terminal.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_C_drops_the_entry_and_control_D_ends_the_input()
    {
        Assert.Equal("", Read(_terminal.Type("lost").Control(ConsoleKey.C)));
        Assert.Null(Read(_terminal.Control(ConsoleKey.D)));
    }

    [Fact]
    public void What_was_printed_without_a_line_end_stays()
    {
        _terminal.Write("hi");
        Assert.Equal("x", Read(_terminal.Type("x\n")));
        Assert.Equal("hi%\n> x", _terminal.Screen);
    }

    [Fact]
    public void An_entry_longer_than_a_row_goes_on_in_the_next()
    {
        var terminal = new FakeTerminal { Width = 10 };
        terminal.Type("0123456789abc").Press(ConsoleKey.Home);
        Assert.Null(Read(terminal));
        Assert.Equal("> 01234567\n89abc", terminal.Screen);
        Assert.Equal((0, 2), terminal.Cursor);
    }

    private string? Read(FakeTerminal terminal)
    {
        string[] names = ["vector-fill!", "vector-map"];
        return new LineEditor(terminal, _history, new LineEditorOptions
        {
            Prompt = "> ",
            Continuation = ". ",
            IsComplete = text => EntryText.Of(text).IsComplete,
            IndentAfter = text => EntryText.Of(text).Indent,
            Complete = begun => [.. names.Where(name => name.StartsWith(begun, StringComparison.Ordinal))],
        }).Read();
    }
}
