using System.Collections.Immutable;
using System.Text;
using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Shows the core language as Scheme with numbered variables where names are not enough: for dumps, the REPL and tests.</summary>
internal sealed class LispNodePrinter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<LispVariable, string> _names = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>The text of a program, a line for each form.</summary>
    /// <param name="program">The program.</param>
    public static string Print(LispProgram program)
    {
        var printer = new LispNodePrinter();
        foreach (var node in program.Body)
        {
            if (node is LispNode.Define define)
            {
                printer._taken.Add(define.Variable.Symbol);
            }
        }

        foreach (var node in program.Body)
        {
            printer.Write(node);
            printer._text.Append('\n');
        }

        return printer._text.ToString();
    }

    private void Write(LispNode node)
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _text.Append("...");
            return;
        }

        switch (node)
        {
            case LispNode.Constant constant:
                WriteConstant(constant);
                break;
            case LispNode.Reference reference:
                _text.Append(NameOf(reference.Variable));
                break;
            case LispNode.Assign assign:
                Form($"set! {NameOf(assign.Variable)}", assign.Value);
                break;
            case LispNode.Define define:
                Form($"define {NameOf(define.Variable)}", define.Value);
                break;
            case LispNode.If branch:
                Form("if", branch.Test, branch.Then, branch.Else);
                break;
            case LispNode.Sequence sequence:
                Form("begin", [.. sequence.Items]);
                break;
            case LispNode.Let let:
                WriteBindings("let", let.Bindings, let.Body);
                break;
            case LispNode.LetRecursive let:
                WriteBindings("letrec*", let.Bindings, let.Body);
                break;
            case LispNode.Call call:
                Form(null, [call.Procedure, .. call.Arguments]);
                break;
            case LispNode.NativeCall native:
                Form($"%native \"{native.Name}\"", [.. native.Arguments]);
                break;
            default:
                WriteProcedure(node);
                break;
        }
    }

    private void WriteProcedure(LispNode node)
    {
        switch (node)
        {
            case LispNode.Lambda lambda:
                Form($"lambda {Formals(lambda.Parameters, lambda.Rest)}", lambda.Body);
                break;
            case LispNode.CaseLambda cases:
                _text.Append("(case-lambda");
                foreach (var clause in cases.Clauses)
                {
                    _text.Append(' ');
                    Form(Formals(clause.Parameters, clause.Rest), clause.Body);
                }

                _text.Append(')');
                break;
            case LispNode.LetValues values:
                _text.Append($"(let-values (({Formals(values.Variables, values.Rest)} ");
                Write(values.Producer);
                _text.Append(")) ");
                Write(values.Body);
                _text.Append(')');
                break;
            case LispNode.Try attempt:
                _text.Append("(%try ");
                Write(attempt.Body);
                _text.Append($" ({NameOf(attempt.Variable)}) ");
                Write(attempt.Handler);
                _text.Append(')');
                break;
        }
    }

    private void WriteConstant(LispNode.Constant constant)
    {
        var value = constant.Value;
        string text = DatumWriter.ToText(value, DatumStyle.Write);
        bool isQuoted = value.Kind is Runtime.Values.ValueKind.Pair or Runtime.Values.ValueKind.Symbol or Runtime.Values.ValueKind.EmptyList;
        _text.Append(isQuoted ? "'" : "").Append(text);
    }

    private void Form(string? head, params ReadOnlySpan<LispNode> parts)
    {
        _text.Append('(').Append(head);
        bool isFirst = head is null;
        foreach (var part in parts)
        {
            _text.Append(isFirst ? "" : " ");
            isFirst = false;
            Write(part);
        }

        _text.Append(')');
    }

    private void WriteBindings(string word, ImmutableArray<LispBinding> bindings, LispNode body)
    {
        _text.Append('(').Append(word).Append(" (");
        for (int index = 0; index < bindings.Length; index++)
        {
            _text.Append(index == 0 ? "(" : " (").Append(NameOf(bindings[index].Variable)).Append(' ');
            Write(bindings[index].Value);
            _text.Append(')');
        }

        _text.Append(") ");
        Write(body);
        _text.Append(')');
    }

    private string Formals(ImmutableArray<LocalVariable> parameters, LocalVariable? rest)
    {
        string names = string.Join(' ', parameters.Select(NameOf));
        return rest is null ? $"({names})" : names.Length == 0 ? NameOf(rest) : $"({names} . {NameOf(rest)})";
    }

    private string NameOf(LispVariable variable)
    {
        if (variable is GlobalVariable global)
        {
            return global.Symbol;
        }

        if (variable is PrimitiveProcedure)
        {
            return variable.Name;
        }

        if (!_names.TryGetValue(variable, out string? name))
        {
            name = variable.Name;
            for (int number = 1; !_taken.Add(name); number++)
            {
                name = $"{variable.Name}.{number}";
            }

            _names.Add(variable, name);
        }

        return name;
    }
}
