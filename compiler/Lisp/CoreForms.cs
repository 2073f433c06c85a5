namespace TinyTotIL.Compiler.Lisp;

/// <summary>The forms that the expander knows, and the keywords that stand inside them: the syntax of the library <c>(ttil primitives)</c>.</summary>
internal static class CoreForms
{
    /// <summary>ELSE.</summary>
    public static AuxiliaryMeaning Else { get; } = new("else");

    /// <summary>=&gt;.</summary>
    public static AuxiliaryMeaning Arrow { get; } = new("=>");

    /// <summary>The ellipsis of patterns.</summary>
    public static AuxiliaryMeaning Ellipsis { get; } = new("...");

    /// <summary>The pattern that takes anything.</summary>
    public static AuxiliaryMeaning Wildcard { get; } = new("_");

    /// <summary>UNQUOTE.</summary>
    public static AuxiliaryMeaning Unquote { get; } = new("unquote");

    /// <summary>UNQUOTE-SPLICING.</summary>
    public static AuxiliaryMeaning UnquoteSplicing { get; } = new("unquote-splicing");

    /// <summary>SYNTAX-RULES.</summary>
    public static AuxiliaryMeaning SyntaxRules { get; } = new("syntax-rules");

    /// <summary>AFTER, in the last clause of RECEIVE.</summary>
    public static AuxiliaryMeaning After { get; } = new("after");

    private static readonly Dictionary<string, Meaning> ByName = All();

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>What a keyword means; null when it is none.</summary>
    /// <param name="name">The keyword.</param>
    public static Meaning? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether an identifier is a keyword: it means it, or nothing gives its name a meaning.</summary>
    /// <param name="identifier">The identifier.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="keyword">The keyword.</param>
    public static bool IsAuxiliary(Identifier identifier, Scope scope, AuxiliaryMeaning keyword) =>
        scope.Find(identifier) is { } meaning ? ReferenceEquals(meaning, keyword) : identifier.Name == keyword.Name;

    private static Dictionary<string, Meaning> All()
    {
        var all = new Dictionary<string, Meaning>(StringComparer.Ordinal);
        foreach (var auxiliary in (ReadOnlySpan<AuxiliaryMeaning>)[Else, Arrow, Ellipsis, Wildcard, Unquote, UnquoteSplicing, SyntaxRules, After])
        {
            all.Add(auxiliary.Name, auxiliary);
        }

        foreach (var form in Definitions().Concat(Expressions()).Concat(Bindings()).Concat(LibraryForms()))
        {
            all.Add(form.Name, form);
        }

        return all;
    }

    private static IEnumerable<CoreForm> Definitions() =>
    [
        Declaration("define", FormKind.Define, "(define name value) or (define (name parameter ...) body ...)"),
        Declaration("define-values", FormKind.DefineValues, "(define-values (name ...) expression)"),
        Declaration("define-syntax", FormKind.DefineSyntax, "(define-syntax name (syntax-rules ...))"),
        Declaration("define-record-type", FormKind.DefineRecordType, "(define-record-type name (constructor field ...) predicate (field accessor [modifier]) ...)"),
        Declaration("import", FormKind.Import, "(import library ...)"),
        Declaration("define-library", FormKind.DefineLibrary, "(define-library (name ...) declaration ...)"),
        new("begin", FormKind.Begin, "(begin expression ...)", (expander, use) => expander.ExpandBegin(use)),
        new("include", FormKind.Include, "(include \"file\" ...)", (expander, use) => expander.ExpandInclude(use)),
        new("include-ci", FormKind.IncludeFolded, "(include-ci \"file\" ...)", (expander, use) => expander.ExpandInclude(use)),
        new("cond-expand", FormKind.CondExpand, "(cond-expand (requirement form ...) ... [(else form ...)])", (expander, use) => expander.ExpandCondExpand(use)),
    ];

    private static IEnumerable<CoreForm> Expressions() =>
    [
        Expression("quote", "(quote datum)", (expander, use) => expander.ExpandQuote(use)),
        Expression("quasiquote", "(quasiquote template)", (expander, use) => expander.ExpandQuasiquote(use)),
        Expression("lambda", "(lambda (parameter ...) body ...)", (expander, use) => expander.ExpandLambda(use)),
        Expression("case-lambda", "(case-lambda ((parameter ...) body ...) ...)", (expander, use) => expander.ExpandCaseLambda(use)),
        Expression("set!", "(set! variable expression)", (expander, use) => expander.ExpandAssignment(use)),
        Expression("if", "(if test then) or (if test then else)", (expander, use) => expander.ExpandIf(use)),
        Expression("cond", "(cond (test expression ...) ... [(else expression ...)])", (expander, use) => expander.ExpandCond(use)),
        Expression("case", "(case key ((datum ...) expression ...) ... [(else expression ...)])", (expander, use) => expander.ExpandCase(use)),
        Expression("and", "(and expression ...)", (expander, use) => expander.ExpandAnd(use)),
        Expression("or", "(or expression ...)", (expander, use) => expander.ExpandOr(use)),
        Expression("when", "(when test expression ...)", (expander, use) => expander.ExpandWhen(use)),
        Expression("unless", "(unless test expression ...)", (expander, use) => expander.ExpandUnless(use)),
        Expression("do", "(do ((variable value [step]) ...) (test expression ...) command ...)", (expander, use) => expander.ExpandDo(use)),
        Expression("delay", "(delay expression)", (expander, use) => expander.ExpandDelay(use)),
        Expression("delay-force", "(delay-force expression)", (expander, use) => expander.ExpandDelayForce(use)),
        Expression("guard", "(guard (variable (test expression ...) ...) body ...)", (expander, use) => expander.ExpandGuard(use)),
        Expression("syntax-error", "(syntax-error \"message\" datum ...)", (expander, use) => expander.ExpandSyntaxError(use)),
    ];

    private static IEnumerable<CoreForm> Bindings() =>
    [
        Expression("let", "(let ((variable value) ...) body ...)", (expander, use) => expander.ExpandLet(use)),
        Expression("let*", "(let* ((variable value) ...) body ...)", (expander, use) => expander.ExpandLetStar(use)),
        Expression("letrec", "(letrec ((variable value) ...) body ...)", (expander, use) => expander.ExpandLetRecursive(use)),
        Expression("letrec*", "(letrec* ((variable value) ...) body ...)", (expander, use) => expander.ExpandLetRecursive(use)),
        Expression("let-values", "(let-values (((variable ...) expression) ...) body ...)", (expander, use) => expander.ExpandLetValues(use)),
        Expression("let*-values", "(let*-values (((variable ...) expression) ...) body ...)", (expander, use) => expander.ExpandLetStarValues(use)),
        Expression("parameterize", "(parameterize ((parameter value) ...) body ...)", (expander, use) => expander.ExpandParameterize(use)),
        Expression("let-syntax", "(let-syntax ((keyword (syntax-rules ...)) ...) body ...)", (expander, use) => expander.ExpandLetSyntax(use)),
        Expression("letrec-syntax", "(letrec-syntax ((keyword (syntax-rules ...)) ...) body ...)", (expander, use) => expander.ExpandLetRecursiveSyntax(use)),
        Expression("receive", "(receive (pattern expression ...) ... [(after milliseconds expression ...)])", (expander, use) => expander.ExpandReceive(use)),
    ];

    /// <summary>Forms for the authors of the standard libraries.</summary>
    private static IEnumerable<CoreForm> LibraryForms() =>
    [
        Declaration("define-integrable", FormKind.DefineIntegrable, "(define-integrable (name parameter ...) body ...)"),
        Expression("%native", "(%native \"name\" argument ...)", (expander, use) => expander.ExpandNative(use)),
        Expression("%try", "(%try body (variable) handler)", (expander, use) => expander.ExpandTry(use)),
        Expression("%apply", "(%apply procedure list)", (expander, use) => expander.ExpandApply(use)),
    ];

    private static CoreForm Declaration(string name, FormKind kind, string shape) => new(name, kind, shape, (expander, use) => expander.ExpandMisplaced(use));

    private static CoreForm Expression(string name, string shape, Func<Expander, FormUse, LispNode> expand) => new(name, FormKind.Expression, shape, expand);
}
