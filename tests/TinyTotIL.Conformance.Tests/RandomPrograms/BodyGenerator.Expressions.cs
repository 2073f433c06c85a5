using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <content>Code that leaves one value of a wanted kind.</content>
internal sealed partial class BodyGenerator
{
    private const int DeepestExpression = 2;

    private static readonly KnownKind[] ConcreteKinds =
    [
        KnownKind.Int, KnownKind.Int, KnownKind.Int, KnownKind.Float, KnownKind.Text, KnownKind.Text, KnownKind.Bool, KnownKind.Null,
        KnownKind.List, KnownKind.Object, KnownKind.Function, KnownKind.Exception,
    ];

    private static readonly KnownKind[] ElementKinds = [KnownKind.Int, KnownKind.Int, KnownKind.Float, KnownKind.Text, KnownKind.Bool, KnownKind.Null];

    private static readonly string[] IntOperators = ["ADD", "SUB", "MUL", "DIV", "MOD", "BAND", "BOR", "BXOR", "SHL", "SHR", "USHR"];
    private static readonly string[] IntComparisons = ["EQ", "NE", "GT", "LT", "GE", "LE"];
    private static readonly string[] FloatOperators = ["ADD_F", "SUB_F", "MUL_F", "DIV_F", "ADD", "SUB", "MUL", "DIV"];
    private static readonly string[] FloatComparisons = ["EQ_F", "NE_F", "GT_F", "LT_F", "GE_F", "LE_F", "EQ", "NE"];

    /// <summary>Leaves a value.</summary>
    /// <param name="wanted">Its kind, as a rule.</param>
    /// <param name="depth">How deep in another expression.</param>
    private void Expression(KnownKind wanted, int depth = 0)
    {
        var kind = wanted == KnownKind.Any || _random.Percent(2) ? _random.Pick(ConcreteKinds) : wanted;
        if (_random.Percent(40) && VariableOf(kind) is { } name)
        {
            Emit($"LOAD {name}");
            Push(_variables[name]);
            return;
        }

        if (depth < DeepestExpression && _random.Percent(9) && FunctionGiving(kind) is { } function)
        {
            Call(function);
            return;
        }

        if (depth < DeepestExpression && _random.Percent(6))
        {
            Conditional(kind, depth);
            return;
        }

        Fresh(kind, depth);
    }

    /// <summary>Leaves a value that is not taken from a variable.</summary>
    private void Fresh(KnownKind kind, int depth)
    {
        switch (kind)
        {
            case KnownKind.Int:
                IntExpression(depth);
                break;
            case KnownKind.Float:
                FloatExpression(depth);
                break;
            case KnownKind.Text:
                TextExpression(depth);
                break;
            case KnownKind.Bool:
                BoolExpression(depth);
                break;
            case KnownKind.List:
                ListExpression(depth);
                break;
            case KnownKind.Object:
                ObjectExpression(depth);
                break;
            case KnownKind.Function:
                FunctionExpression();
                break;
            case KnownKind.Exception:
                ExceptionExpression();
                break;
            default:
                Literal("NULL", KnownKind.Null);
                break;
        }
    }

    private void IntExpression(int depth)
    {
        switch (depth < DeepestExpression ? _random.Weighted([40, 30, 6, 12, 5, 4, 3]) : 0)
        {
            case 1:
                Operation(_random.Pick(IntOperators), KnownKind.Int, depth, KnownKind.Int, KnownKind.Int);
                break;
            case 2:
                Operation(_random.Pick(["NEG", "BNOT"]), KnownKind.Int, depth, KnownKind.Int);
                break;
            case 3:
                Operation(_random.Pick(IntComparisons), KnownKind.Int, depth, KnownKind.Int, KnownKind.Int);
                break;
            case 4:
                Operation(_random.Pick(FloatComparisons), KnownKind.Int, depth, KnownKind.Float, KnownKind.Float);
                break;
            case 5:
                Operation("LEN", KnownKind.Int, depth, _random.Percent(70) ? KnownKind.List : KnownKind.Object);
                break;
            case 6:
                Operation($"HAS_FIELD {_random.Pick(RandomLiterals.Fields)}", KnownKind.Int, depth, KnownKind.Object);
                break;
            default:
                Literal($"PUSH_INT {RandomLiterals.Int(_random)}", KnownKind.Int);
                break;
        }
    }

    private void FloatExpression(int depth)
    {
        switch (depth < DeepestExpression ? _random.Weighted([60, 30, 5, 5]) : 0)
        {
            case 1:
                Operation(_random.Pick(FloatOperators), KnownKind.Float, depth, KnownKind.Float, KnownKind.Float);
                break;
            case 2:
                Operation("NEG", KnownKind.Float, depth, KnownKind.Float);
                break;
            case 3:
                Operation(_random.Pick(["ADD", "SUB", "MUL"]), KnownKind.Float, depth, KnownKind.Int, KnownKind.Float);
                break;
            default:
                Literal($"PUSH_FLOAT {RandomLiterals.Float(_random)}", KnownKind.Float);
                break;
        }
    }

    private void TextExpression(int depth)
    {
        switch (depth < DeepestExpression ? _random.Weighted([35, 15, 30, 5, 5]) : 0)
        {
            case 1:
                Literal($"PUSH_TEXT {RandomLiterals.EscapedText(_random)}", KnownKind.Text);
                break;
            case 2:
                // The right side is always new: text that is joined with itself doubles each time round a loop.
                Expression(KnownKind.Text, depth + 1);
                Literal($"PUSH_STR {RandomLiterals.RawText(_random)}", KnownKind.Text);
                Apply("CONCAT", 2, KnownKind.Text);
                break;
            case 3:
                Operation("EXCEPTION_MESSAGE", KnownKind.Text, depth, KnownKind.Exception);
                break;
            case 4:
                Literal(_random.Pick(["READ_LINE", "READ_INPUT"]), KnownKind.Text);
                break;
            default:
                Literal($"PUSH_STR {RandomLiterals.RawText(_random)}", KnownKind.Text);
                break;
        }
    }

    private void BoolExpression(int depth)
    {
        switch (depth < DeepestExpression ? _random.Weighted([30, 10, 25, 20]) : 0)
        {
            case 1:
                Literal($"PUSH_BOOL {RandomLiterals.Bool(_random)}", KnownKind.Bool);
                break;
            case 2:
                Operation("NOT", KnownKind.Bool, depth, _random.Percent(60) ? KnownKind.Int : KnownKind.Bool);
                break;
            case 3:
                Operation(_random.Pick(["AND", "OR"]), KnownKind.Bool, depth, KnownKind.Bool, KnownKind.Bool);
                break;
            default:
                Literal(_random.Percent(50) ? "TRUE" : "FALSE", KnownKind.Bool);
                break;
        }
    }

    private void ListExpression(int depth)
    {
        switch (depth < DeepestExpression ? _random.Weighted([45, 10, 20, 8, 10, 7]) : 1)
        {
            case 0:
                int count = _random.Next(0, 4);
                for (int i = 0; i < count; i++)
                {
                    Element();
                }

                Apply($"MAKE_LIST {count}", count, KnownKind.List);
                break;
            case 2:
                Expression(KnownKind.List, depth + 1);
                Element();
                Apply("LIST_APPEND", 2, KnownKind.List);
                break;
            case 3:
                Expression(KnownKind.List, depth + 1);
                Literal($"PUSH_INT {_random.Next(-1, 3)}", KnownKind.Int);
                Element();
                Apply("LIST_SET", 3, KnownKind.List);
                break;
            case 4:
                Operation("LIST_SLICE", KnownKind.List, depth, KnownKind.List, KnownKind.Int, KnownKind.Int);
                break;
            case 5:
                Operation("KEYS", KnownKind.List, depth, KnownKind.Object);
                break;
            default:
                Literal("NEW_LIST", KnownKind.List);
                break;
        }
    }

    private void ObjectExpression(int depth)
    {
        string field = _random.Pick(RandomLiterals.Fields);
        switch (depth < DeepestExpression ? _random.Weighted([25, 45, 15, 15]) : 0)
        {
            case 1:
                Expression(KnownKind.Object, depth + 1);
                Element();
                Apply($"SET_FIELD {field}", 2, KnownKind.Object);
                break;
            case 2:
                Expression(KnownKind.Object, depth + 1);
                Literal($"PUSH_STR \"{field}\"", KnownKind.Text);
                Element();
                Apply("SET_FIELD", 3, KnownKind.Object);
                break;
            case 3:
                Operation($"DELETE_FIELD {field}", KnownKind.Object, depth, KnownKind.Object);
                break;
            default:
                Literal("MAKE_OBJECT", KnownKind.Object);
                break;
        }
    }

    private void FunctionExpression()
    {
        var functions = _plan.FunctionsOf(_module).Where(MayCall).ToList();
        if (functions.Count == 0 && !_plan.Rules.HasFlag(BrokenRules.WildAddresses))
        {
            // Nothing to call: an address beyond the code, which ends the program, if anything calls it.
            Literal($"MAKE_FUNCTION {RandomLiterals.FarAddress(_random)}", KnownKind.Function);
            return;
        }

        if (functions.Count == 0 || _plan.Breaks(BrokenRules.WildAddresses, 15))
        {
            string address = _random.Percent(70) ? $"{{#{_random.Next(200)}}}" : RandomLiterals.FarAddress(_random);
            Literal($"{_random.Pick(["MAKE_FUNCTION", "MAKE_LAMBDA"])} {address}{(_random.Percent(40) ? " a" : "")}", KnownKind.Function);
            return;
        }

        MakeFunctionValue(_random.Pick(functions));
    }

    private void ExceptionExpression()
    {
        string label = _plan.NewLabel("thrown");
        Emit($"TRY {label}");
        Expression(ElementKinds[_random.Next(ElementKinds.Length)], DeepestExpression);
        Emit("THROW");
        Pop();
        if (_blocks > 0 || _random.Percent(50))
        {
            Emit("END_TRY");
        }

        CatchLabel(label);
        Push(KnownKind.Exception);
    }

    /// <summary>A small value that contains no variable's list, text or object.</summary>
    private void Element() => Fresh(_random.Pick(ElementKinds), DeepestExpression);

    private void Conditional(KnownKind kind, int depth)
    {
        string otherwise = _plan.NewLabel("else");
        string end = _plan.NewLabel("end");
        Condition();
        Pop();
        Emit($"{_random.Pick(["JZ", "JNZ"])} {otherwise}");
        Expression(kind, depth + 1);
        Emit($"JMP {end}");
        var first = Pop();
        Emit($"LABEL {otherwise}");
        Expression(kind, depth + 1);
        Emit($"LABEL {end}");
        var second = Pop();
        Push(first == second ? first : new KnownValue(KnownKind.Any));
    }

    private void Condition() => Expression(_random.Weighted([60, 25, 15]) switch
    {
        0 => KnownKind.Int,
        1 => KnownKind.Bool,
        _ => KnownKind.Any,
    });

    private void Operation(string line, KnownKind result, int depth, params ReadOnlySpan<KnownKind> operands)
    {
        foreach (var operand in operands)
        {
            Expression(operand, depth + 1);
        }

        Apply(line, operands.Length, result);
    }

    private void Apply(string line, int operands, KnownKind result)
    {
        for (int i = 0; i < operands; i++)
        {
            Pop();
        }

        Literal(line, result);
    }

    private void Literal(string line, KnownKind kind)
    {
        Emit(line);
        Push(kind);
    }

    private string? VariableOf(KnownKind kind)
    {
        var names = _variables.Where(entry => entry.Value.Kind == kind).Select(entry => entry.Key).ToList();
        return names.Count == 0 ? null : _random.Pick(names);
    }

    /// <summary>The arguments an instruction of the table expects, as a rule.</summary>
    private int OperandsFor(InstructionInfo row)
    {
        var kinds = OperandKinds.Taken(row, _random);
        for (int i = 0; i < kinds.Length; i++)
        {
            bool mayShare = i == 0 || kinds[i] is KnownKind.Int or KnownKind.Bool or KnownKind.Float or KnownKind.Function;
            if (mayShare)
            {
                Expression(_random.Percent(4) ? KnownKind.Any : kinds[i], 1);
            }
            else
            {
                Fresh(kinds[i] == KnownKind.Any ? _random.Pick(ElementKinds) : kinds[i], DeepestExpression);
            }
        }

        return kinds.Length;
    }
}
