using System.Globalization;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.UpstreamLisp;

/// <summary>Reads upstream's Lisp, line by line as upstream does.</summary>
/// <remarks>
/// The first semicolon of a line begins a comment, in a string too. Only spaces separate; a tab belongs to the word it touches. A quotation mark
/// begins or ends a string wherever it stands, and a string ends with its line.
/// </remarks>
internal sealed class UpstreamReader
{
    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<UpstreamForm> _forms = [];
    private readonly Stack<(int Start, List<UpstreamForm> Items)> _open = new();

    private UpstreamReader(SourceText source, DiagnosticBag diagnostics) => (_source, _diagnostics) = (source, diagnostics);

    /// <summary>Reads a program.</summary>
    /// <param name="source">The program.</param>
    /// <param name="diagnostics">Receives what is wrong; only the first mistake.</param>
    /// <returns>The forms; null when something is wrong.</returns>
    public static IReadOnlyList<UpstreamForm>? Read(SourceText source, DiagnosticBag diagnostics)
    {
        var reader = new UpstreamReader(source, diagnostics);
        for (int line = 1; line <= source.LineCount; line++)
        {
            if (!reader.ReadLine(line))
            {
                return null;
            }
        }

        if (reader._open.TryPop(out var open))
        {
            diagnostics.Report(DiagnosticDescriptors.UpstreamLispUnclosed, source, new SourceSpan(open.Start, 1), upstreamText: null);
            return null;
        }

        return reader._forms;
    }

    private List<UpstreamForm> Target => _open.TryPeek(out var open) ? open.Items : _forms;

    private bool ReadLine(int number)
    {
        var line = _source.SpanOfLine(number);
        int comment = _source.SpanText(line).IndexOf(';');
        int end = comment < 0 ? line.End : line.Start + comment;
        int start = line.Start;
        var text = _source.Text;
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return ReadWords(start, end);
    }

    private bool ReadWords(int start, int end)
    {
        int word = start;
        bool isInString = false;
        for (int place = start; place < end; place++)
        {
            char unit = _source.Text[place];
            if (unit == '"')
            {
                isInString = !isInString;
            }
            else if (!isInString && unit is '(' or ')' or ' ')
            {
                AddWord(word, place);
                word = place + 1;
                if (unit != ' ' && !AddParenthesis(place))
                {
                    return false;
                }
            }
        }

        if (isInString)
        {
            _diagnostics.Report(DiagnosticDescriptors.UpstreamLispUnclosedString, _source, new SourceSpan(word, end - word), upstreamText: null);
            return false;
        }

        AddWord(word, end);
        return true;
    }

    private bool AddParenthesis(int place)
    {
        if (_source.Text[place] == '(')
        {
            _open.Push((place, []));
            return true;
        }

        if (!_open.TryPop(out var closed))
        {
            _diagnostics.Report(DiagnosticDescriptors.UpstreamLispStray, _source, new SourceSpan(place, 1), "Unexpected ')'");
            return false;
        }

        Target.Add(new UpstreamForm.List(closed.Items, new SourceSpan(closed.Start, place + 1 - closed.Start)));
        return true;
    }

    private void AddWord(int start, int end)
    {
        if (start == end)
        {
            return;
        }

        var span = new SourceSpan(start, end - start);
        string word = _source.Text[start..end];
        Target.Add(word switch
        {
            "#t" => new UpstreamForm.Boolean(true, span),
            "#f" => new UpstreamForm.Boolean(false, span),
            ['"', .., '"'] => new UpstreamForm.Text(word.Trim('"'), span),
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => new UpstreamForm.Integer(number, span),
            _ => new UpstreamForm.Symbol(word, span),
        });
    }
}
