using System.Globalization;
using System.Text;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.UpstreamLisp;

/// <summary>Compiles upstream's Lisp of seven operators to text, in the very form in which upstream does.</summary>
/// <remarks>What is left to be written is kept on a stack of its own, so forms may be nested as deeply as the reader allows.</remarks>
internal sealed class UpstreamCompiler
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["+"] = "ADD",
        ["-"] = "SUB",
        ["="] = "EQ",
        [">"] = "GT",
        ["<"] = "LT",
        [">="] = "GE",
        ["<="] = "LE",
    };

    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly StringBuilder _output = new();
    private readonly Stack<(UpstreamForm? Form, string Line)> _pending = new();
    private int _labels;

    private UpstreamCompiler(SourceText source, DiagnosticBag diagnostics) => (_source, _diagnostics) = (source, diagnostics);

    /// <summary>Compiles a program.</summary>
    /// <param name="source">The program.</param>
    /// <param name="diagnostics">Receives what is wrong; only the first mistake.</param>
    /// <returns>The text; null when something is wrong.</returns>
    public static string? Run(SourceText source, DiagnosticBag diagnostics)
    {
        if (UpstreamReader.Read(source, diagnostics) is not { } forms)
        {
            return null;
        }

        var compiler = new UpstreamCompiler(source, diagnostics);
        foreach (var form in forms)
        {
            if (!compiler.Write(form))
            {
                return null;
            }
        }

        return compiler._output.Append("HALT\n").ToString();
    }

    private bool Write(UpstreamForm form)
    {
        _pending.Push((form, ""));
        while (_pending.TryPop(out var next))
        {
            if (next.Form is null)
            {
                _output.Append(next.Line).Append('\n');
            }
            else if (!Begin(next.Form))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a form, or says what is to be written for it: in the order in which it will be.</summary>
    private bool Begin(UpstreamForm form)
    {
        switch (form)
        {
            case UpstreamForm.Integer integer:
                return Line(string.Create(CultureInfo.InvariantCulture, $"PUSH_INT {integer.Value}"));
            case UpstreamForm.Text text:
                return Line($"PUSH_STR \"{text.Value}\"");
            case UpstreamForm.Boolean boolean:
                return Line(boolean.Value ? "TRUE" : "FALSE");
            case UpstreamForm.Symbol symbol:
                return Line($"LOAD {symbol.Name}");
            case UpstreamForm.List { Items: [] }:
                return true;
            case UpstreamForm.List { Items: [UpstreamForm.Symbol head, ..] } list:
                return BeginOperation(head.Name, list);
            default:
                return Refuse(DiagnosticDescriptors.UpstreamLispHead, form, "First element in list must be a symbol");
        }
    }

    private bool BeginOperation(string name, UpstreamForm.List list)
    {
        int operands = name switch { "print" => 1, "if" => 3, "define" or "set!" => 2, _ => Operators.ContainsKey(name) ? 2 : -1 };
        if (operands < 0)
        {
            return Refuse(DiagnosticDescriptors.UpstreamLispUnknown, list.Items[0], $"Unknown operation: {name}", name);
        }

        if (list.Items.Count <= operands)
        {
            return Refuse(DiagnosticDescriptors.UpstreamLispOperands, list, null, name, operands, list.Items.Count - 1);
        }

        switch (name)
        {
            case "print":
                Expect((list.Items[1], ""), (null, "PRINT"));
                return true;
            case "define" or "set!" when list.Items[1] is UpstreamForm.Symbol variable:
                Expect((list.Items[2], ""), (null, $"STORE {variable.Name}"));
                return true;
            case "define" or "set!":
                return Refuse(DiagnosticDescriptors.UpstreamLispName, list.Items[1], $"Invalid {name} syntax", name);
            case "if":
                int number = _labels;
                _labels += 2;
                Expect(
                    (list.Items[1], ""),
                    (null, $"JZ else_{number}"),
                    (list.Items[2], ""),
                    (null, $"JMP end_if_{number + 1}\nLABEL else_{number}"),
                    (list.Items[3], ""),
                    (null, $"LABEL end_if_{number + 1}"));
                return true;
            default:
                Expect((list.Items[1], ""), (list.Items[2], ""), (null, Operators[name]));
                return true;
        }
    }

    private bool Line(string text)
    {
        _output.Append(text).Append('\n');
        return true;
    }

    private void Expect(params ReadOnlySpan<(UpstreamForm? Form, string Line)> parts)
    {
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            _pending.Push(parts[i]);
        }
    }

    private bool Refuse(DiagnosticDescriptor descriptor, UpstreamForm form, string? upstreamText, params ReadOnlySpan<object> arguments)
    {
        _diagnostics.Report(descriptor, _source, form.Span, upstreamText, arguments);
        return false;
    }
}
