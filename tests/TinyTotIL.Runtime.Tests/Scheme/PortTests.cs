using System.Text;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>Ports, by the runtime functions that the procedures of section 6.13 are.</summary>
public sealed class PortTests
{
    private static readonly Value EndOfFile = Value.EndOfFile;

    private readonly FakeHost _host = new("first\nsecond λ😀\n(a b)c");
    private readonly ProcessContext _context;

    public PortTests() => _context = _host.Context();

    [Fact]
    public void A_string_port_gives_its_characters()
    {
        var port = Open("aλ😀");
        Assert.Equal("#\\a", Show(SchemeInputNatives.PeekChar(_context, port)));
        Assert.Equal("#\\a", Show(SchemeInputNatives.ReadChar(_context, port)));
        Assert.Equal("#\\λ", Show(SchemeInputNatives.ReadChar(_context, port)));
        Assert.Equal("#\\😀", Show(SchemeInputNatives.PeekChar(_context, port)));
        Assert.Equal("#\\😀", Show(SchemeInputNatives.ReadChar(_context, port)));
        Assert.Equal(EndOfFile.Tag, SchemeInputNatives.PeekChar(_context, port).Tag);
        Assert.Equal(EndOfFile.Tag, SchemeInputNatives.ReadChar(_context, port).Tag);
    }

    [Theory]
    [InlineData("a\nb\n", "\"a\" \"b\" #<eof>")]
    [InlineData("a\r\nb\rc", "\"a\" \"b\" \"c\" #<eof>")]
    [InlineData("\n\n", "\"\" \"\" #<eof>")]
    [InlineData("", "#<eof>")]
    [InlineData("\r\r\n\n", "\"\" \"\" \"\" #<eof>")]
    public void A_line_ends_at_line_feed_carriage_return_or_both(string text, string lines) =>
        Assert.Equal(lines, Drain(Open(text), SchemeInputNatives.ReadLine));

    [Theory]
    [InlineData(2, "\"ab\" \"cd\" \"e\" #<eof>")]
    [InlineData(5, "\"abcde\" #<eof>")]
    [InlineData(1000, "\"abcde\" #<eof>")]
    public void Strings_are_read_by_their_number_of_characters(int count, string strings) =>
        Assert.Equal(strings, Drain(Open("abcde"), (context, port) => SchemeInputNatives.ReadString(context, count, port)));

    [Fact]
    public void Characters_outside_the_first_plane_count_as_one_when_strings_are_read() =>
        Assert.Equal("\"a😀\" \"😀b\" \"😀\" #<eof>", Drain(Open("a😀😀b😀"), (context, port) => SchemeInputNatives.ReadString(context, 2, port)));

    [Fact]
    public void No_characters_can_be_read_at_the_end() =>
        Assert.Equal("\"\"", Show(SchemeInputNatives.ReadString(_context, 0, Open(""))));

    [Fact]
    public void Data_are_read_without_what_follows_them()
    {
        var port = Open("(a . b) x;c\n#!fold-case ABC");
        Assert.Equal("(a . b)", Show(SchemeInputNatives.Read(_context, port)));
        Assert.Equal("#\\space", Show(SchemeInputNatives.ReadChar(_context, port)));
        Assert.Equal("x", Show(SchemeInputNatives.Read(_context, port)));
        Assert.Equal("#\\;", Show(SchemeInputNatives.PeekChar(_context, port)));
        Assert.Equal("abc", Show(SchemeInputNatives.Read(_context, port)));
        Assert.Equal("#<eof>", Show(SchemeInputNatives.Read(_context, port)));
    }

    [Fact]
    public void A_text_that_is_no_datum_is_an_error_of_reading()
    {
        SchemeInputNatives.Read(_context, Open("(a"));
        Assert.Equal("read: the list that begins here has no ')' (at character 0)", FakeHost.TakeError(_context));
    }

    [Fact]
    public void A_million_openings_are_an_error_of_reading()
    {
        SchemeInputNatives.Read(_context, Open(new string('(', 1_000_000)));
        Assert.StartsWith("read: the list", FakeHost.TakeError(_context), StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_port_collects_what_is_written()
    {
        var port = SchemePortNatives.OpenOutputString(_context);
        SchemeOutputNatives.WriteChar(_context, Value.Character('a'), port);
        SchemeOutputNatives.WriteChar(_context, Value.Character(0x1F600), port);
        SchemeOutputNatives.WriteStringAll(_context, Value.Text("bcd"), port);
        SchemeOutputNatives.WriteStringFrom(_context, Value.Text("xyz"), port, 1);
        SchemeOutputNatives.WriteString(_context, Value.Text("x😀z"), port, 1, 2);
        SchemeOutputNatives.Display(_context, Value.Text("\"q\""), port);
        SchemeOutputNatives.Write(_context, Value.Text("\"q\""), port);
        SchemeOutputNatives.Write(_context, DatumReader.Parse("(1 #\\a sym)"), port);
        SchemeOutputNatives.Newline(_context, port);
        Assert.Equal("a😀bcdyz😀\"q\"\"\\\"q\\\"\"(1 #\\a sym)\n", Collected(port));
        for (int i = 0; i < 1000; i++)
        {
            SchemeOutputNatives.WriteChar(_context, Value.Character('x'), port);
        }

        Assert.EndsWith("\n" + new string('x', 1000), Collected(port), StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_cannot_be_written_without_labels()
    {
        var port = SchemePortNatives.OpenOutputString(_context);
        SchemeOutputNatives.WriteSimple(_context, DatumReader.Parse("#0=(a . #0#)"), port);
        Assert.Equal("write-simple: the value contains itself, so its text would have no end; WRITE can write it", FakeHost.TakeError(_context));
        SchemeOutputNatives.WriteSimple(_context, DatumReader.Parse("(#0=(a) #0#)"), port);
        SchemeOutputNatives.WriteShared(_context, DatumReader.Parse("(#0=(a) #0#)"), port);
        Assert.Equal("((a) (a))(#0=(a) #0#)", Collected(port));
    }

    [Fact]
    public void A_port_holds_no_more_than_one_operation_may_make()
    {
        var context = new ProcessContext(FakeHost.Image(("main", _ => { })), _host.Services, new RuntimeLimits { BulkBytes = 1000 });
        var port = SchemePortNatives.OpenOutputString(context);
        for (int i = 0; i < 500; i++)
        {
            SchemeOutputNatives.WriteChar(context, Value.Character('x'), port);
        }

        Assert.True(context.Reductions >= 0);
        SchemeOutputNatives.WriteChar(context, Value.Character('x'), port);
        Assert.Equal("File operation failed on string: the port can hold no more than 500 characters", FakeHost.TakeError(context));
    }

    [Fact]
    public void The_current_ports_are_the_standard_streams()
    {
        Assert.Equal("\"first\"", Show(SchemeInputNatives.ReadLineCurrent(_context)));
        Assert.Equal("#\\s", Show(SchemeInputNatives.PeekCharCurrent(_context)));
        Assert.Equal("\"second λ😀\"", Show(SchemeInputNatives.ReadLineCurrent(_context)));
        Assert.Equal("(a b)", Show(SchemeInputNatives.ReadCurrent(_context)));
        Assert.Equal("\"c\"", Show(SchemeInputNatives.ReadStringCurrent(_context, 10)));
        Assert.Equal("#<eof>", Show(SchemeInputNatives.ReadCharCurrent(_context)));
        SchemeOutputNatives.DisplayCurrent(_context, DatumReader.Parse("(\"a\" #\\b)"));
        SchemeOutputNatives.NewlineCurrent(_context);
        SchemeOutputNatives.WriteCurrent(_context, DatumReader.Parse("(\"a\" #\\b)"));
        Assert.Equal("(a b)\n(\"a\" #\\b)", _host.Console.Output);
    }

    [Fact]
    public void Errors_are_written_line_by_line_and_the_rest_at_the_end()
    {
        var port = SchemePortNatives.CurrentError(_context).Default;
        SchemeOutputNatives.WriteStringAll(_context, Value.Text("one\ntw"), port);
        Assert.Equal(["one"], _host.Console.ErrorLines);
        SchemeOutputNatives.WriteStringAll(_context, Value.Text("o"), port);
        Assert.Null(_context.ClosePorts());
        Assert.Equal(["one", "two"], _host.Console.ErrorLines);
    }

    [Fact]
    public void A_file_is_written_and_read()
    {
        var output = SchemeFileNatives.OpenOutput(_context, "f");
        SchemeOutputNatives.WriteStringAll(_context, Value.Text("zwölf\n😀 Boxkämpfer"), output);
        SchemePortNatives.Close(_context, output);
        Assert.Equal("zwölf\n😀 Boxkämpfer", Encoding.UTF8.GetString(_host.Files.Files["f"]));
        Assert.Equal("\"zwölf\" \"😀 Boxkämpfer\" #<eof>", Drain(SchemeFileNatives.OpenInput(_context, "f"), SchemeInputNatives.ReadLine));
    }

    [Fact]
    public void What_nobody_has_closed_is_written_at_the_end()
    {
        var output = SchemeFileNatives.OpenOutput(_context, "f");
        SchemeOutputNatives.WriteStringAll(_context, Value.Text("kept"), output);
        Assert.Empty(_host.Files.Files["f"]);
        SchemeOutputNatives.Flush(_context, output);
        Assert.Equal("kept"u8, _host.Files.Files["f"]);
        SchemeOutputNatives.WriteStringAll(_context, Value.Text(" back"), output);
        Assert.Null(_context.ClosePorts());
        Assert.Equal("kept back"u8, _host.Files.Files["f"]);
    }

    [Fact]
    public void What_cannot_be_written_at_the_end_is_said()
    {
        SchemeOutputNatives.WriteStringAll(_context, Value.Text("x"), SchemeFileNatives.OpenOutput(_context, "f"));
        _host.Files.WriteFailure = new HostException("No space left on device (os error 28)");
        Assert.Equal("File operation failed on f: No space left on device (os error 28)", _context.ClosePorts());
    }

    [Fact]
    public void What_cannot_be_written_when_a_port_is_closed_is_an_error()
    {
        var output = SchemeFileNatives.OpenOutput(_context, "f");
        SchemeOutputNatives.WriteStringAll(_context, Value.Text("x"), output);
        _host.Files.WriteFailure = new HostException("No space left on device (os error 28)");
        SchemePortNatives.Close(_context, output);
        Assert.Equal("File operation failed on f: No space left on device (os error 28)", FakeHost.TakeError(_context));
        Assert.Null(_context.ClosePorts());
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_is_an_error_where_it_is_not()
    {
        _host.Files.Files["f"] = [(byte)'a', (byte)'\n', (byte)'b', 0xC3, (byte)'c'];
        var port = SchemeFileNatives.OpenInput(_context, "f");
        Assert.Equal("\"a\"", Show(SchemeInputNatives.ReadLine(_context, port)));
        Assert.Equal("#\\b", Show(SchemeInputNatives.ReadChar(_context, port)));
        SchemeInputNatives.ReadChar(_context, port);
        Assert.Equal("File operation failed on f: stream did not contain valid UTF-8", FakeHost.TakeError(_context));
    }

    [Fact]
    public void A_file_that_ends_within_a_character_is_an_error()
    {
        _host.Files.Files["f"] = [(byte)'a', 0xE2, 0x82];
        var port = SchemeFileNatives.OpenInput(_context, "f");
        Assert.Equal("#\\a", Show(SchemeInputNatives.ReadChar(_context, port)));
        SchemeInputNatives.ReadChar(_context, port);
        Assert.Equal("File operation failed on f: stream did not contain valid UTF-8", FakeHost.TakeError(_context));
    }

    [Fact]
    public void Files_that_are_missing_are_errors()
    {
        SchemeFileNatives.OpenInput(_context, "none");
        Assert.Equal("File operation failed on none: No such file or directory (os error 2)", FakeHost.TakeError(_context));
        SchemeFileNatives.Delete(_context, "none");
        Assert.Equal("File operation failed on none: No such file or directory (os error 2)", FakeHost.TakeError(_context));
        Assert.False(SchemeFileNatives.Exists(_context, "none"));
        _host.Files.Files["f"] = [];
        Assert.True(SchemeFileNatives.Exists(_context, "f"));
        SchemeFileNatives.Delete(_context, "f");
        Assert.False(SchemeFileNatives.Exists(_context, "f"));
    }

    [Fact]
    public void Bytes_are_read_and_written()
    {
        var output = SchemePortNatives.OpenOutputBytevector(_context);
        SchemeBinaryPortNatives.Write(_context, 7, output);
        var bytes = DatumReader.Parse("#u8(1 2 3 4)");
        SchemeBinaryPortNatives.WriteBytevectorAll(_context, bytes, output);
        SchemeBinaryPortNatives.WriteBytevectorFrom(_context, bytes, output, 2);
        SchemeBinaryPortNatives.WriteBytevector(_context, bytes, output, 1, 3);
        var collected = SchemePortNatives.GetOutputBytevector(_context, output);
        Assert.Equal("#u8(7 1 2 3 4 3 4 2 3)", Show(collected));

        var input = SchemePortNatives.OpenInputBytevector(_context, collected);
        Assert.Equal("7", Show(SchemeBinaryPortNatives.Peek(_context, input)));
        Assert.Equal("7", Show(SchemeBinaryPortNatives.Read(_context, input)));
        Assert.Equal("#u8(1 2 3)", Show(SchemeBinaryPortNatives.ReadBytevector(_context, 3, input)));
        var target = Value.From(new BytevectorValue(new byte[8]));
        Assert.Equal("2", Show(SchemeBinaryPortNatives.Fill(_context, target, input, 1, 3)));
        Assert.Equal("3", Show(SchemeBinaryPortNatives.FillFrom(_context, target, input, 3)));
        Assert.Equal("#u8(0 4 3 4 2 3 0 0)", Show(target));
        Assert.Equal("#<eof>", Show(SchemeBinaryPortNatives.FillAll(_context, target, input)));
        Assert.Equal("#<eof>", Show(SchemeBinaryPortNatives.Read(_context, input)));
        Assert.Equal("#<eof>", Show(SchemeBinaryPortNatives.ReadBytevector(_context, 3, input)));
        Assert.Equal("#u8()", Show(SchemeBinaryPortNatives.ReadBytevector(_context, 0, input)));
    }

    [Fact]
    public void Bytes_of_any_number_go_through_a_file()
    {
        byte[] content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
        var output = SchemeFileNatives.OpenBinaryOutput(_context, "f");
        SchemeBinaryPortNatives.Write(_context, 1, output);
        SchemeBinaryPortNatives.WriteBytevectorAll(_context, Value.From(new BytevectorValue(content)), output);
        SchemeBinaryPortNatives.Write(_context, 2, output);
        SchemePortNatives.CloseOutput(_context, output);
        Assert.Equal([1, .. content, 2], _host.Files.Files["f"]);
        var input = SchemeFileNatives.OpenBinaryInput(_context, "f");
        var read = SchemeBinaryPortNatives.ReadBytevector(_context, long.MaxValue, input);
        Assert.Equal([1, .. content, 2], ((BytevectorValue)read.Tag!).Bytes);
    }

    [Fact]
    public void A_literal_cannot_be_filled()
    {
        SchemeBinaryPortNatives.FillAll(_context, DatumReader.Parse("#u8(1)"), SchemePortNatives.OpenInputBytevector(_context, DatumReader.Parse("#u8(2)")));
        Assert.Equal("read-bytevector! expects a bytevector that is no literal of the program but got #u8(1)", FakeHost.TakeError(_context));
    }

    [Fact]
    public void Ports_know_what_they_are()
    {
        (Value Port, string Facts)[] cases =
        [
            (Open(""), "input textual"),
            (SchemePortNatives.OpenOutputString(_context), "output textual"),
            (SchemePortNatives.OpenInputBytevector(_context, DatumReader.Parse("#u8()")), "input binary"),
            (SchemePortNatives.OpenOutputBytevector(_context), "output binary"),
            (SchemePortNatives.CurrentInput(_context).Default, "input textual"),
            (SchemePortNatives.CurrentOutput(_context).Default, "output textual"),
            (SchemePortNatives.CurrentError(_context).Default, "output textual"),
        ];
        Assert.All(cases, row => Assert.Equal(row.Facts, Facts(row.Port)));

        static string Facts(Value port) =>
            (SchemePortNatives.IsPort(port) && SchemePortNatives.IsInput(port) != SchemePortNatives.IsOutput(port) && SchemePortNatives.IsTextual(port) != SchemePortNatives.IsBinary(port)
                ? SchemePortNatives.IsInput(port) ? "input " : "output " : "none ")
            + (SchemePortNatives.IsTextual(port) ? "textual" : "binary");
    }

    [Fact]
    public void Nothing_can_be_done_with_a_port_that_is_closed()
    {
        var input = Open("abc");
        SchemePortNatives.CloseInput(_context, input);
        SchemePortNatives.Close(_context, input);
        Assert.False(SchemePortNatives.IsInputOpen(_context, input));
        SchemeInputNatives.ReadChar(_context, input);
        Assert.Equal("read-char: the port is closed", FakeHost.TakeError(_context));
        SchemeInputNatives.ReadLine(_context, input);
        Assert.Equal("read-line: the port is closed", FakeHost.TakeError(_context));
        SchemeInputNatives.Read(_context, input);
        Assert.Equal("read: the port is closed", FakeHost.TakeError(_context));

        var output = SchemePortNatives.OpenOutputString(_context);
        SchemeOutputNatives.WriteChar(_context, Value.Character('x'), output);
        SchemePortNatives.CloseOutput(_context, output);
        SchemeOutputNatives.WriteChar(_context, Value.Character('x'), output);
        Assert.Equal("write-char: the port is closed", FakeHost.TakeError(_context));
        Assert.Equal("x", Collected(output));
    }

    [Fact]
    public void Ports_of_another_kind_are_refused()
    {
        SchemeInputNatives.ReadChar(_context, Value.Int(5));
        Assert.Equal("read-char expects a textual input port but got 5", FakeHost.TakeError(_context));
        SchemeOutputNatives.Display(_context, Value.Int(5), Open(""));
        Assert.Equal("display expects a textual output port but got #<input port string>", FakeHost.TakeError(_context));
        SchemeBinaryPortNatives.Read(_context, Open(""));
        Assert.Equal("read-u8 expects a binary input port but got #<input port string>", FakeHost.TakeError(_context));
        SchemePortNatives.CloseInput(_context, SchemePortNatives.OpenOutputString(_context));
        Assert.Equal("close-input-port expects an input port but got #<output port string>", FakeHost.TakeError(_context));
        SchemeOutputNatives.WriteChar(_context, Value.Text("x"), Open(""));
        Assert.Equal("write-char expects a character but got \"x\"", FakeHost.TakeError(_context));
    }

    private static Value Open(string text) => SchemePortNatives.OpenInputString(TestProcess.Create(), Value.Text(text));

    private static string Show(Value value) => DatumWriter.ToText(value, DatumStyle.Write);

    private string Collected(Value port) => SchemePortNatives.GetOutputString(_context, port).Tag!.ToString()!;

    private string Drain(Value port, Func<ProcessContext, Value, Value> read)
    {
        var shown = new List<string>();
        do
        {
            shown.Add(Show(read(_context, port)));
        }
        while (shown[^1] != "#<eof>");
        return string.Join(' ', shown);
    }
}
