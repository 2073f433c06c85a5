using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Reads the text that <see cref="IrPrinter"/> writes, so that tests can be written as text.</summary>
/// <remarks>
/// It checks grammar and names only; what it accepts may still break every rule of <see cref="IrVerifier"/>. In text
/// written by hand a bytecode index may be left out: it is that of the line before, at the top of a block that of the function.
/// </remarks>
internal sealed partial class IrReader
{
    private readonly List<IrToken> _tokens;
    private int _next;

    private IrReader(string text) => _tokens = IrLexer.Read(text);

    /// <summary>Reads a program.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="IrFormatException">The text is wrong.</exception>
    public static IrModule ReadModule(string text)
    {
        var reader = new IrReader(text);
        return reader.Module();
    }

    /// <summary>Reads one function.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="IrFormatException">The text is wrong.</exception>
    public static IrFunction ReadFunction(string text)
    {
        var reader = new IrReader(text);
        var kind = reader.Peek;
        var function = FunctionKind(reader.Word()) is { } found ? reader.Function(found) : throw Fault("a function begins here", kind);
        return reader.Peek.Kind == IrTokenKind.End ? function : throw Fault("the function has ended", reader.Peek);
    }

    private IrModule Module()
    {
        int? segmentLength = null;
        bool usesProcesses = false;
        int globals = 0;
        var modules = ImmutableArray.CreateBuilder<IrProgramModule>();
        var exports = ImmutableArray.CreateBuilder<IrExport>();
        var prototypes = ImmutableArray.CreateBuilder<IrPrototype>();
        var functions = ImmutableArray.CreateBuilder<IrFunction>();
        while (Peek.Kind != IrTokenKind.End)
        {
            var start = Peek;
            string word = Word();
            if (FunctionKind(word) is { } kind)
            {
                functions.Add(Function(kind));
                continue;
            }

            switch (word)
            {
                case "segment_length":
                    segmentLength = Int();
                    break;
                case "uses_processes":
                    usesProcesses = true;
                    break;
                case "globals":
                    globals = Int();
                    break;
                case "module":
                    modules.Add(ProgramModule(modules.Count));
                    break;
                case "export":
                    exports.Add(new IrExport(Name(), IsMark("(") ? Names() : null));
                    break;
                case "prototype":
                    prototypes.Add(Prototype(prototypes.Count));
                    break;
                default:
                    throw Fault($"'{word}' begins nothing", start);
            }
        }

        return segmentLength is { } length
            ? new IrModule(functions.ToImmutable(), prototypes.ToImmutable(), modules.ToImmutable(), exports.ToImmutable(), length) { UsesProcesses = usesProcesses, Globals = globals }
            : throw Fault("segment_length is missing", Peek);
    }

    private IrProgramModule ProgramModule(int number)
    {
        ExpectReference('m', number);
        string path = Name();
        ExpectMark("@");
        int start = Int();
        ExpectWord("length");
        int length = Int();
        int topLevel = TryWord("runs") ? Reference('f') : -1;
        string? loadError = TryWord("fails") ? Name() : null;
        return new IrProgramModule(path, start, length, loadError, topLevel) { Names = TryWord("started_as") ? [.. Names()] : [] };
    }

    private IrPrototype Prototype(int number)
    {
        ExpectReference('p', number);
        string[] parameters = Names();
        string[]? captured = TryWord("captures") ? Names() : null;
        ExpectMark("@");
        int target = Int();
        ExpectWord("address");
        ulong address = Number<ulong>();
        ExpectWord("in");
        int module = Reference('m');
        return new IrPrototype(module, address, target, parameters, captured, TryWord("runs") ? Reference('f') : -1)
        {
            LeavesOne = TryWord("leaves_one"),
            IsVariadic = TryWord("variadic"),
        };
    }

    private string[] Names()
    {
        var names = new List<string>();
        ExpectMark("(");
        while (!TryMark(")"))
        {
            if (names.Count > 0)
            {
                ExpectMark(",");
            }

            names.Add(Name());
        }

        return [.. names];
    }

    private IrToken Peek => _tokens[_next];

    /// <summary>Takes a token; the end is never passed.</summary>
    private IrToken Take() => Peek.Kind == IrTokenKind.End ? Peek : _tokens[_next++];

    private static IrFormatException Fault(string message, IrToken token) => new(message, token.Line, token.Column);

    private string Word() => Peek.Kind == IrTokenKind.Word ? Take().Text : throw Fault("a word is expected", Peek);

    /// <summary>A name: a plain word that is no reference, or quoted text.</summary>
    private string Name() => Peek.Kind == IrTokenKind.Text || (Peek.Kind == IrTokenKind.Word && !IrSpelling.IsReference(Peek.Text))
        ? Take().Text
        : throw Fault("a name is expected; one that looks like a reference is quoted", Peek);

    private bool IsMark(string mark) => Peek.Kind == IrTokenKind.Mark && Peek.Text == mark;

    private bool TryMark(string mark)
    {
        bool isMark = IsMark(mark);
        _next += isMark ? 1 : 0;
        return isMark;
    }

    private void ExpectMark(string mark)
    {
        if (!TryMark(mark))
        {
            throw Fault($"'{mark}' is expected", Peek);
        }
    }

    private bool TryWord(string word)
    {
        bool isWord = Peek.Kind == IrTokenKind.Word && Peek.Text == word;
        _next += isWord ? 1 : 0;
        return isWord;
    }

    private void ExpectWord(string word)
    {
        if (!TryWord(word))
        {
            throw Fault($"'{word}' is expected", Peek);
        }
    }

    private bool IsReferenceTo(char letter) =>
        Peek.Kind == IrTokenKind.Word && Peek.Text[0] == letter && IrSpelling.IsReference(Peek.Text);

    private int Reference(char letter)
    {
        if (!IsReferenceTo(letter) || !int.TryParse(Peek.Text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw Fault($"'{letter}' and a number are expected", Peek);
        }

        _next++;
        return number;
    }

    private void ExpectReference(char letter, int number)
    {
        var token = Peek;
        if (Reference(letter) != number)
        {
            throw Fault($"'{letter}{number}' is expected: numbers go up from 0", token);
        }
    }

    private int Int() => Number<int>();

    private T Number<T>()
        where T : INumber<T>
    {
        if (Peek.Kind != IrTokenKind.Number || !T.TryParse(Peek.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw Fault("a number is expected, within its range", Peek);
        }

        _next++;
        return value;
    }
}
