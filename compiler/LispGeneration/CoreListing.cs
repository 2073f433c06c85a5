using System.Text;
using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>The core language as text that people read, after expansion.</summary>
internal sealed class CoreListing
{
    private const int LineLength = 100;

    private readonly Dictionary<LocalVariable, string> _names = [];
    private readonly LabelNames _unique = new();

    private CoreListing()
    {
    }

    /// <summary>Shows a program.</summary>
    /// <param name="program">The program.</param>
    public static string Of(LispProgram program)
    {
        var listing = new CoreListing();
        var text = new StringBuilder();
        foreach (var node in program.Body)
        {
            try
            {
                Write(listing.Convert(node), 0, text);
            }
            catch (NestedTooDeeplyException)
            {
                text.Append("; nested too deeply to be shown");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Write(Shown shown, int indent, StringBuilder text)
    {
        if (shown.Parts is null || indent + shown.Length <= LineLength)
        {
            shown.AppendTo(text);
            return;
        }

        text.Append('(');
        for (int i = 0; i < shown.Parts.Count; i++)
        {
            if (i > 0)
            {
                text.Append('\n').Append(' ', indent + 2);
            }

            Write(shown.Parts[i], indent + 2, text);
        }

        text.Append(')');
    }

    private Shown Convert(LispNode node)
    {
        StackGuard.Check();
        return node switch
        {
            LispNode.Constant { Value.Tag: Runtime.Values.SymbolValue or Runtime.Values.PairValue } or LispNode.Constant { Value.IsEmptyList: true } =>
                Atom("'" + ConstantText.Of(((LispNode.Constant)node).Value)),
            LispNode.Constant constant => Atom(ConstantText.Of(constant.Value)),
            LispNode.Reference reference => Atom(Name(reference.Variable)),
            LispNode.Assign assign => List(Atom("set!"), Atom(Name(assign.Variable)), Convert(assign.Value)),
            LispNode.Define define => List(Atom("define"), Atom(Name(define.Variable)), Convert(define.Value)),
            LispNode.If choice => List(Atom("if"), Convert(choice.Test), Convert(choice.Then), Convert(choice.Else)),
            LispNode.Sequence sequence => List([Atom("begin"), .. sequence.Items.Select(Convert)]),
            LispNode.Let let => List(Atom("let"), Bindings(let.Bindings), Convert(let.Body)),
            LispNode.LetRecursive let => List(Atom("letrec*"), Bindings(let.Bindings), Convert(let.Body)),
            LispNode.Lambda lambda => List(Atom("lambda"), Formals(lambda.Parameters, lambda.Rest), Convert(lambda.Body)),
            LispNode.CaseLambda cases => List(
                [Atom("case-lambda"), .. cases.Clauses.Select(clause => List(Formals(clause.Parameters, clause.Rest), Convert(clause.Body)))]),
            LispNode.Call call => List([Convert(call.Procedure), .. call.Arguments.Select(Convert)]),
            LispNode.NativeCall call => List([Atom("%native"), Atom($"\"{call.Name}\""), .. call.Arguments.Select(Convert)]),
            LispNode.LetValues let => List(Atom("let-values"), List(List(Formals(let.Variables, let.Rest), Convert(let.Producer))), Convert(let.Body)),
            LispNode.Try guarded => List(Atom("%try"), Convert(guarded.Body), List(Atom(Name(guarded.Variable))), Convert(guarded.Handler)),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no form of the core language."),
        };
    }

    private Shown Bindings(IEnumerable<LispBinding> bindings) =>
        List([.. bindings.Select(binding => List(Atom(Name(binding.Variable)), Convert(binding.Value)))]);

    private Shown Formals(IReadOnlyList<LocalVariable> variables, LocalVariable? rest) =>
        variables.Count == 0 && rest is not null
            ? Atom(Name(rest))
            : List([.. variables.Select(variable => Atom(Name(variable))), .. rest is null ? [] : new[] { Atom("."), Atom(Name(rest)) }]);

    private string Name(LispVariable variable)
    {
        if (variable is not LocalVariable local)
        {
            return variable is GlobalVariable global ? global.Symbol : variable.Name;
        }

        if (!_names.TryGetValue(local, out string? name))
        {
            _names.Add(local, name = _unique.Make(local.Name));
        }

        return name;
    }

    private static Shown Atom(string text) => new(text, null, text.Length);

    private static Shown List(params IReadOnlyList<Shown> parts) => new("", parts, (int)Math.Min(int.MaxValue / 2, parts.Sum(part => part.Length + 1L) + 1));

    private sealed record Shown(string Text, IReadOnlyList<Shown>? Parts, int Length)
    {
        public void AppendTo(StringBuilder text)
        {
            if (Parts is null)
            {
                text.Append(Text);
                return;
            }

            text.Append('(');
            for (int i = 0; i < Parts.Count; i++)
            {
                if (i > 0)
                {
                    text.Append(' ');
                }

                Parts[i].AppendTo(text);
            }

            text.Append(')');
        }
    }
}
