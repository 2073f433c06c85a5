using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Reads SYNTAX-RULES.</summary>
internal sealed class SyntaxRulesReader
{
    private readonly Scope _scope;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<Identifier> _literals = [];
    private Identifier? _ellipsis;
    private bool _hasFailed;

    private SyntaxRulesReader(Scope scope, DiagnosticBag diagnostics) => (_scope, _diagnostics) = (scope, diagnostics);

    /// <summary>Reads <c>(syntax-rules [ellipsis] (literal ...) (pattern template) ...)</c>; null, with a diagnostic, when it is written otherwise.</summary>
    /// <param name="form">The form.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    public static SyntaxRules? Read(PairSyntax form, Scope scope, DiagnosticBag diagnostics)
    {
        var reader = new SyntaxRulesReader(scope, diagnostics);
        var rules = reader.ReadRules(form);
        return reader._hasFailed ? null : new SyntaxRules(rules, scope);
    }

    private List<SyntaxRule> ReadRules(PairSyntax form)
    {
        var rules = new List<SyntaxRule>();
        var rest = form.Cdr;
        if (rest is PairSyntax { Car: Identifier ellipsis } custom)
        {
            (_ellipsis, rest) = (ellipsis, custom.Cdr);
        }

        if (rest is not PairSyntax { Car: PairSyntax or EmptySyntax } head)
        {
            Fail("after 'syntax-rules' comes the list of its literals, which may be empty", form);
            return rules;
        }

        for (var list = head.Car; list is not EmptySyntax; list = ((PairSyntax)list).Cdr)
        {
            if (list is not PairSyntax { Car: Identifier literal })
            {
                Fail("a literal must be an identifier", list is PairSyntax pair ? pair.Car : list);
                return rules;
            }

            _literals.Add(literal);
        }

        for (rest = head.Cdr; rest is PairSyntax pair; rest = pair.Cdr)
        {
            if (pair.Car is not PairSyntax { Car: PairSyntax pattern, Cdr: PairSyntax { Car: var template, Cdr: EmptySyntax } })
            {
                Fail("a rule has the form ((keyword pattern ...) template)", pair.Car);
                continue;
            }

            var rule = new RuleReader(this);
            var read = rule.ReadPattern(pattern.Cdr, 0);
            rules.Add(new SyntaxRule(read, rule.ReadTemplate(template), rule.VariableCount, rule.InsertedCount));
        }

        if (rest is not EmptySyntax)
        {
            Fail("the rules must be a proper list", rest);
        }

        return rules;
    }

    private void Fail(string problem, Syntax at)
    {
        _hasFailed = true;
        LispReport.Add(_diagnostics, DiagnosticDescriptors.LispSyntaxRules, at, problem);
    }

    private bool IsLiteral(Identifier identifier) => _literals.Exists(literal => ReferenceEquals(literal.Key, identifier.Key));

    private bool IsEllipsis(Syntax syntax) => syntax is Identifier identifier && !IsLiteral(identifier)
        && (_ellipsis is null ? CoreForms.IsAuxiliary(identifier, _scope, CoreForms.Ellipsis) : ReferenceEquals(identifier.Key, _ellipsis.Key));

    private bool IsWildcard(Identifier identifier) => CoreForms.IsAuxiliary(identifier, _scope, CoreForms.Wildcard);

    /// <summary>Reads one rule.</summary>
    private sealed class RuleReader(SyntaxRulesReader owner)
    {
        /// <summary>Patterns and templates are matched and filled by recursion, wherever the macro is used.</summary>
        private const int DeepestNesting = 250;

        private static readonly SyntaxTemplate Nothing = new SyntaxTemplate.Empty();

        private readonly Dictionary<object, int> _variables = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<object, int> _inserted = new(ReferenceEqualityComparer.Instance);
        private readonly List<int> _depths = [];
        private int _nesting;

        public int VariableCount => _depths.Count;

        public int InsertedCount => _inserted.Count;

        public SyntaxPattern ReadPattern(Syntax syntax, int depth)
        {
            if (_nesting == DeepestNesting)
            {
                owner.Fail("it is nested too deeply", syntax);
                return new SyntaxPattern.Wildcard();
            }

            _nesting++;
            var pattern = ReadNestedPattern(syntax, depth);
            _nesting--;
            return pattern;
        }

        private SyntaxPattern ReadNestedPattern(Syntax syntax, int depth)
        {
            switch (syntax)
            {
                case Identifier identifier:
                    return ReadIdentifier(identifier, depth);
                case PairSyntax pair:
                    return ReadListPattern(pair, depth);
                case VectorSyntax vector:
                    return new SyntaxPattern.Vector(ReadListPattern(ListOf(vector), depth));
                case AtomSyntax atom:
                    return new SyntaxPattern.Datum(atom.Value);
                default:
                    return new SyntaxPattern.Empty();
            }
        }

        private SyntaxPattern ReadIdentifier(Identifier identifier, int depth)
        {
            if (owner.IsLiteral(identifier))
            {
                return new SyntaxPattern.Literal(identifier);
            }

            if (owner.IsEllipsis(identifier))
            {
                owner.Fail("an ellipsis must follow a pattern, and there may be one in a list", identifier);
                return new SyntaxPattern.Wildcard();
            }

            if (owner.IsWildcard(identifier))
            {
                return new SyntaxPattern.Wildcard();
            }

            if (!_variables.TryAdd(identifier.Key, _depths.Count))
            {
                owner.Fail($"the variable '{identifier.Name}' stands twice in the pattern", identifier);
                return new SyntaxPattern.Wildcard();
            }

            _depths.Add(depth);
            return new SyntaxPattern.Variable(_depths.Count - 1);
        }

        private SyntaxPattern ReadListPattern(Syntax list, int depth)
        {
            var items = new List<SyntaxPattern>();
            for (; list is PairSyntax pair; list = pair.Cdr)
            {
                if (pair.Cdr is PairSyntax { Car: var next } after && owner.IsEllipsis(next))
                {
                    int first = _depths.Count;
                    var item = ReadPattern(pair.Car, depth + 1);
                    int[] variables = [.. Enumerable.Range(first, _depths.Count - first)];
                    var rest = ReadListPattern(after.Cdr, depth, out int length);
                    return Prefixed(items, new SyntaxPattern.Repeated(item, variables, length, rest));
                }

                items.Add(ReadPattern(pair.Car, depth));
            }

            return Prefixed(items, ReadPattern(list, depth));
        }

        /// <summary>Reads what comes after the ellipsis of a list; another one is reported where it is read as a pattern.</summary>
        private SyntaxPattern ReadListPattern(Syntax list, int depth, out int length)
        {
            var items = new List<SyntaxPattern>();
            for (; list is PairSyntax pair; list = pair.Cdr)
            {
                items.Add(ReadPattern(pair.Car, depth));
            }

            length = items.Count;
            return Prefixed(items, ReadPattern(list, depth));
        }

        private static SyntaxPattern Prefixed(List<SyntaxPattern> items, SyntaxPattern rest) =>
            items.Count == 0 ? rest : new SyntaxPattern.List([.. items], rest);

        public SyntaxTemplate ReadTemplate(Syntax syntax)
        {
            int[] depths = [.. _depths];
            return ReadTemplate(syntax, depths, isEscaped: false);
        }

        /// <summary>Reads a template.</summary>
        /// <param name="syntax">The template.</param>
        /// <param name="depths">How many ellipses each variable still needs.</param>
        /// <param name="isEscaped">Whether an ellipsis is an identifier like others here.</param>
        private SyntaxTemplate ReadTemplate(Syntax syntax, int[] depths, bool isEscaped)
        {
            if (_nesting == DeepestNesting)
            {
                owner.Fail("it is nested too deeply", syntax);
                return Nothing;
            }

            _nesting++;
            var template = ReadNestedTemplate(syntax, depths, isEscaped);
            _nesting--;
            return template;
        }

        private SyntaxTemplate ReadNestedTemplate(Syntax syntax, int[] depths, bool isEscaped)
        {
            switch (syntax)
            {
                case Identifier identifier:
                    return ReadIdentifier(identifier, depths, isEscaped);
                case PairSyntax { Car: var head, Cdr: PairSyntax { Car: var escaped, Cdr: EmptySyntax } } when !isEscaped && owner.IsEllipsis(head):
                    return ReadTemplate(escaped, depths, isEscaped: true);
                case PairSyntax pair:
                    return ReadListTemplate(pair, depths, isEscaped);
                case VectorSyntax vector:
                    return new SyntaxTemplate.Vector(ReadListTemplate(ListOf(vector), depths, isEscaped));
                case AtomSyntax atom:
                    return new SyntaxTemplate.Atom(atom.Value);
                default:
                    return Nothing;
            }
        }

        private SyntaxTemplate ReadIdentifier(Identifier identifier, int[] depths, bool isEscaped)
        {
            if (_variables.TryGetValue(identifier.Key, out int variable))
            {
                if (depths[variable] > 0)
                {
                    owner.Fail($"the variable '{identifier.Name}' needs {depths[variable]} more '...' after it in the template", identifier);
                }

                return new SyntaxTemplate.Variable(variable);
            }

            if (!isEscaped && owner.IsEllipsis(identifier))
            {
                owner.Fail("this ellipsis follows nothing that can be repeated", identifier);
            }

            if (!_inserted.TryGetValue(identifier.Key, out int index))
            {
                _inserted.Add(identifier.Key, index = _inserted.Count);
            }

            return new SyntaxTemplate.Inserted(index, identifier.Key);
        }

        private SyntaxTemplate.List ReadListTemplate(Syntax list, int[] depths, bool isEscaped)
        {
            var items = new List<(SyntaxTemplate, SyntaxTemplate.Repetition[])>();
            while (list is PairSyntax pair)
            {
                int ellipses = 0;
                var after = pair.Cdr;
                for (; !isEscaped && after is PairSyntax { Car: var next } following && owner.IsEllipsis(next); after = following.Cdr)
                {
                    ellipses++;
                }

                var inner = depths;
                var repetitions = new SyntaxTemplate.Repetition[ellipses];
                for (int level = 0; level < ellipses; level++)
                {
                    inner = [.. inner];
                    int[] drivers = FindDrivers(pair.Car, inner, ellipses - 1 - level);
                    if (drivers.Length == 0)
                    {
                        owner.Fail("no variable before this ellipsis of the template stands before one in the pattern", ((PairSyntax)pair.Cdr).Car);
                    }

                    foreach (int driver in drivers)
                    {
                        inner[driver]--;
                    }

                    repetitions[level] = new SyntaxTemplate.Repetition(drivers);
                }

                items.Add((ReadTemplate(pair.Car, inner, isEscaped), repetitions));
                list = after;
            }

            var rest = ReadTemplate(list, depths, isEscaped);
            return new SyntaxTemplate.List([.. items], rest);
        }

        /// <summary>The variables of a template that need the ellipsis after it, because those inside it are too few for them.</summary>
        private int[] FindDrivers(Syntax template, int[] depths, int inside)
        {
            var drivers = new SortedSet<int>();
            Search(template, inside, isEscaped: false);
            return [.. drivers];

            void Search(Syntax syntax, int ellipses, bool isEscaped)
            {
                if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
                {
                    return;
                }

                if (syntax is Identifier identifier)
                {
                    if (_variables.TryGetValue(identifier.Key, out int variable) && depths[variable] > ellipses)
                    {
                        drivers.Add(variable);
                    }

                    return;
                }

                if (syntax is PairSyntax { Car: var head, Cdr: PairSyntax { Car: var escaped, Cdr: EmptySyntax } } && !isEscaped && owner.IsEllipsis(head))
                {
                    Search(escaped, ellipses, isEscaped: true);
                    return;
                }

                var list = syntax is VectorSyntax vector ? ListOf(vector) : syntax;
                while (list is PairSyntax pair)
                {
                    int following = 0;
                    list = pair.Cdr;
                    for (; !isEscaped && list is PairSyntax { Car: var next } after && owner.IsEllipsis(next); list = after.Cdr)
                    {
                        following++;
                    }

                    Search(pair.Car, ellipses + following, isEscaped);
                }

                if (list is Identifier)
                {
                    Search(list, ellipses, isEscaped);
                }
            }
        }

        private static Syntax ListOf(VectorSyntax vector)
        {
            Syntax list = new EmptySyntax(vector.Place, vector.Use);
            for (int index = vector.Items.Length - 1; index >= 0; index--)
            {
                list = new PairSyntax(vector.Items[index], list, vector.Place, vector.Use);
            }

            return list;
        }
    }
}
