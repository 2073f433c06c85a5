using System.Collections.Immutable;
using System.Globalization;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <content>Functions, blocks and instructions.</content>
internal sealed partial class IrReader
{
    private readonly Dictionary<int, IrType> _types = [];
    private readonly Dictionary<(string Name, bool IsNamed), IrVariable> _variables = [];
    private int _highestRegister;
    private int _address;

    private static IrFunctionKind? FunctionKind(string word) => word switch
    {
        "func" => IrFunctionKind.Direct,
        "top_level" => IrFunctionKind.TopLevel,
        "segment" => IrFunctionKind.StackMachineSegment,
        _ => null,
    };

    private IrFunction Function(IrFunctionKind kind)
    {
        _types.Clear();
        _variables.Clear();
        _highestRegister = -1;
        int number = Reference('f');
        string name = Name();
        ExpectMark("(");
        var parameters = Declarations(")");
        ExpectMark(")");
        int results = TryMark("->") ? Int() : 0;
        var resultType = Peek.Kind == IrTokenKind.Word && Peek.Text is not ("registers" or "never_raises") ? Type() : IrType.Any;
        ExpectMark("@");
        int entry = Int();
        bool neverRaises = TryWord("never_raises");
        int? registers = TryWord("registers") ? Int() : null;
        ExpectMark("{");
        var others = TryWord("var") ? Declarations(end: null) : [];
        var sites = ImmutableArray.CreateBuilder<InlineSite>();
        while (TryWord("site"))
        {
            ExpectReference('s', sites.Count + 1);
            ExpectMark("@");
            sites.Add(new InlineSite(Int(), Site()));
        }

        var blocks = ImmutableArray.CreateBuilder<BasicBlock>();
        while (!TryMark("}"))
        {
            blocks.Add(Block(entry));
        }

        return new IrFunction(
            number, name, kind, entry, parameters, results, parameters.AddRange(others), blocks.ToImmutable(), registers ?? (_highestRegister + 1))
        {
            ResultType = resultType,
            NeverRaises = neverRaises,
            Sites = sites.ToImmutable(),
        };
    }

    /// <summary>Variables up to a mark, or, without one, as long as commas follow.</summary>
    private ImmutableArray<IrVariable> Declarations(string? end)
    {
        var variables = ImmutableArray.CreateBuilder<IrVariable>();
        while (end is null || !IsMark(end))
        {
            if (variables.Count > 0)
            {
                ExpectMark(",");
            }

            variables.Add(Declaration());
            if (end is null && !IsMark(","))
            {
                break;
            }
        }

        return variables.ToImmutable();
    }

    private IrVariable Declaration()
    {
        bool isNamed = !TryMark("%");
        var token = Peek;
        var variable = new IrVariable(_variables.Count, Name(), TryMark(":") ? Type() : IrType.Any, isNamed);
        return _variables.TryAdd((variable.Name, isNamed), variable) ? variable : throw Fault("this variable is declared twice", token);
    }

    private IrVariable Variable()
    {
        bool isNamed = !TryMark("%");
        var token = Peek;
        return _variables.TryGetValue((Name(), isNamed), out var variable) ? variable : throw Fault("there is no such variable", token);
    }

    private IrType Type()
    {
        var token = Peek;
        string word = Word();
        foreach (var type in Enum.GetValues<IrType>())
        {
            if (IrPrinter.Type(type) == word)
            {
                return type;
            }
        }

        throw Fault($"'{word}' is no type", token);
    }

    private BasicBlock Block(int entry)
    {
        int number = Reference('b');
        var parameters = IsMark("(") ? Registers(Definition) : [];
        int? handler = TryWord("handler") ? Reference('b') : null;
        int leader = TryWord("leader") ? Int() : -1;
        ExpectMark(":");
        _address = entry;
        var instructions = ImmutableArray.CreateBuilder<IrInstruction>();
        while (true)
        {
            if (IsReferenceTo('r'))
            {
                instructions.Add(InSite(InstructionWithTarget()));
            }
            else if (TryInstruction(Peek) is { } instruction)
            {
                instructions.Add(InSite(instruction));
            }
            else
            {
                return new BasicBlock(number, parameters, instructions.ToImmutable(), Terminator(), handler, leader);
            }
        }
    }

    /// <summary>Site and index may stand in either order; the printer writes the site first.</summary>
    private IrInstruction InSite(IrInstruction instruction)
    {
        int site = Site();
        return site == 0 ? instruction : instruction with { Site = site, Address = Address() };
    }

    private int Site() => TryWord("in") ? Reference('s') : 0;

    private IrInstruction InstructionWithTarget()
    {
        var target = Typed();
        ExpectMark("=");
        var token = Peek;
        string word = Word();
        var instruction = word switch
        {
            "const" => new IrInstruction.Constant(target, Constant(), Address()),
            "get" => new IrInstruction.GetVariable(target, Variable(), Address()),
            "call_operation" => CallOperation(target),
            "make_list" => new IrInstruction.MakeList(target, Registers(Use), Address()),
            "make_function" => new IrInstruction.MakeFunction(target, Reference('p'), Registers(Use), Address()),
            "call" => new IrInstruction.Call(target, Reference('f'), Registers(Use), Address()),
            "gather" => Gather(target),
            "call_procedure" => Procedure(target, ProcedureForm.Procedure),
            "apply" => Procedure(target, ProcedureForm.Apply),
            "call_value" => CallValue(target),
            "extra_result" => new IrInstruction.ExtraResult(target, Int(), Address()),
            "catch_exception" => (IrInstruction)new IrInstruction.CatchException(target, Address()),
            "narrow" => new IrInstruction.Narrow(target, Use(), Address()),
            "captured" => Captured(target),
            _ when Primitives.Find(word) is { } primitive =>
                new IrInstruction.Primitive(target, primitive.Operator, Operands(primitive.Operands.Length), Address()),
            _ => throw Fault($"'{token.Text}' is no instruction that defines a register", token),
        };
        _types[target.Number] = target.Type;
        return instruction;
    }

    /// <summary>An instruction that defines no register; null when the word begins something else.</summary>
    private IrInstruction? TryInstruction(IrToken word)
    {
        if (word.Kind != IrTokenKind.Word || word.Text is not ("set" or "check_set" or "call_operation" or "call" or "call_value" or "call_procedure" or "apply" or "check_point" or "begin_count" or "end_count"))
        {
            return null;
        }

        _next++;
        switch (word.Text)
        {
            case "set":
                var variable = Variable();
                ExpectMark("=");
                return new IrInstruction.SetVariable(variable, Use(), Address());
            case "check_set":
                return new IrInstruction.CheckSet(Use(), Name(), Address());
            case "call_operation":
                return CallOperation(target: null);
            case "call":
                return new IrInstruction.Call(null, Reference('f'), Registers(Use), Address());
            case "call_procedure":
                return Procedure(target: null, ProcedureForm.Procedure);
            case "apply":
                return Procedure(target: null, ProcedureForm.Apply);
            case "check_point":
                return CheckPoint();
            case "step":
                return new IrInstruction.Step(Address());
            case "begin_count":
                return new IrInstruction.BeginCount(Address());
            case "end_count":
                return new IrInstruction.EndCount(Address());
            default:
                return CallValue(target: null);
        }
    }

    private IrInstruction.CheckPoint CheckPoint()
    {
        var token = Peek;
        string word = Word();
        foreach (var place in Enum.GetValues<CheckPointPlace>())
        {
            if (IrSpelling.Of(place) == word)
            {
                return new IrInstruction.CheckPoint(Int(), place, Address());
            }
        }

        throw Fault($"'{word}' is no place of a check point", token);
    }

    private Terminator Terminator()
    {
        var token = Peek;
        return Word() switch
        {
            "jump" => new Terminator.Jump(Edge(), Address()),
            "branch" => Branch(),
            "return" => new Terminator.Return(Results(), Address()),
            "unreachable" => new Terminator.Unreachable(Address()),
            "tail_call" => new Terminator.TailCall(Reference('f'), Registers(Use), Address()),
            "tail_call_value" => new Terminator.TailCallValue(Use(), Registers(Use), ResultCount(), Address()),
            "tail_call_procedure" => new Terminator.TailCallValue(Use(), Registers(Use), 1, Address()) { Form = ProcedureForm.Procedure },
            "tail_apply" => new Terminator.TailCallValue(Use(), Registers(Use), 1, Address()) { Form = ProcedureForm.Apply },
            "dispatch" => (Terminator)new Terminator.Dispatch(Use(), Address()),
            _ => throw Fault($"'{token.Text}' is no instruction and ends no block", token),
        };
    }

    private Terminator.Branch Branch()
    {
        var condition = Use();
        ExpectMark("?");
        var otherwise = Edge();
        ExpectMark(":");
        return new Terminator.Branch(condition, Edge(), otherwise, Address());
    }

    private IrInstruction.CallValue CallValue(Register? target) =>
        new(target, Use(), Registers(Use), ResultCount(), Address());

    private IrInstruction.CallValue Procedure(Register? target, ProcedureForm form) =>
        new(target, Use(), Registers(Use), 1, Address()) { Form = form };

    private IrInstruction.Gather Gather(Register target)
    {
        var operation = Operation();
        return new IrInstruction.Gather(target, operation, Registers(Use), TryWord("raises"), Address());
    }

    private RuntimeOperation Operation()
    {
        var token = Peek;
        string type = Word();
        ExpectMark(".");
        return OperationNames.Find($"{type}.{Word()}") ?? throw Fault("the runtime has no such operation", token);
    }

    private IrInstruction.CallOperation CallOperation(Register? target)
    {
        var operation = Operation();
        var arguments = ImmutableArray.CreateBuilder<Register>();
        var immediates = ImmutableArray.CreateBuilder<object>();
        ExpectMark("(");
        while (!TryMark(")"))
        {
            if (arguments.Count + immediates.Count > 0)
            {
                ExpectMark(",");
            }

            if (IsReferenceTo('r'))
            {
                arguments.Add(Use());
            }
            else
            {
                immediates.Add(Immediate());
            }
        }

        return new IrInstruction.CallOperation(target, operation, arguments.ToImmutable(), immediates.ToImmutable(), TryWord("raises"), Address());
    }

    private object Immediate()
    {
        if (Peek.Kind == IrTokenKind.Text)
        {
            return Take().Text;
        }

        if (IsReferenceTo('p'))
        {
            return Reference('p');
        }

        if (Peek.Kind == IrTokenKind.Number && Peek.Text.EndsWith('L')
            && ulong.TryParse(Peek.Text.AsSpan(0, Peek.Text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            _next++;
            return number;
        }

        return Int();
    }

    private Value Constant()
    {
        var token = Take();
        switch (token.Kind)
        {
            case IrTokenKind.Text:
                return Value.Text(token.Text);
            case IrTokenKind.Number:
                return NumberConstant(token);
            case IrTokenKind.Word when token.Text == "nan":
                return Value.Float(Peek.Kind == IrTokenKind.Number ? NanWithBits(Take()) : BitConverter.Int64BitsToDouble(IrSpelling.QuietNan));
        }

        return token.Text switch
        {
            "true" => Value.Bool(true),
            "false" => Value.Bool(false),
            "null" => Value.Null,
            "unset" => Value.Unset,
            "empty_list" => Value.EmptyList,
            "unspecified" => Value.Unspecified,
            "end_of_file" => Value.EndOfFile,
            "character" => Value.Character(Int()),
            "inf" => Value.Float(double.PositiveInfinity),
            _ => throw Fault("a constant is expected", token),
        };
    }

    private static Value NumberConstant(IrToken token)
    {
        if (token.Text is "-inf" or "-nan")
        {
            return Value.Float(token.Text == "-inf" ? double.NegativeInfinity : BitConverter.Int64BitsToDouble(IrSpelling.QuietNan | long.MinValue));
        }

        if (long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return Value.Int(integer);
        }

        bool isFloat = token.Text.AsSpan().IndexOfAny('.', 'E', 'e') >= 0;
        return isFloat && double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? Value.Float(number)
            : throw Fault("this is no number, or too large for an integer", token);
    }

    private static double NanWithBits(IrToken token)
    {
        if (token.Text.StartsWith("0x", StringComparison.Ordinal)
            && long.TryParse(token.Text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long bits)
            && double.IsNaN(BitConverter.Int64BitsToDouble(bits)))
        {
            return BitConverter.Int64BitsToDouble(bits);
        }

        throw Fault("the bits of a NaN are expected in hexadecimal", token);
    }

    private int ResultCount()
    {
        ExpectMark("->");
        return Int();
    }

    private IrEdge Edge() => new(Reference('b'), IsMark("(") ? Registers(Use) : []);

    private IrInstruction.LoadCaptured Captured(Register target)
    {
        int number = Int();
        ExpectWord("of");
        return new IrInstruction.LoadCaptured(target, Use(), number, Address());
    }

    private ImmutableArray<Register> Operands(int count)
    {
        var registers = ImmutableArray.CreateBuilder<Register>(count);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                ExpectMark(",");
            }

            registers.Add(Use());
        }

        return registers.MoveToImmutable();
    }

    private ImmutableArray<Register> Results()
    {
        var registers = ImmutableArray.CreateBuilder<Register>();
        while (registers.Count == 0 ? IsReferenceTo('r') : TryMark(","))
        {
            registers.Add(Use());
        }

        return registers.ToImmutable();
    }

    private ImmutableArray<Register> Registers(Func<Register> read)
    {
        var registers = ImmutableArray.CreateBuilder<Register>();
        ExpectMark("(");
        while (!TryMark(")"))
        {
            if (registers.Count > 0)
            {
                ExpectMark(",");
            }

            registers.Add(read());
        }

        return registers.ToImmutable();
    }

    private Register Definition()
    {
        var register = Typed();
        _types[register.Number] = register.Type;
        return register;
    }

    /// <summary>A register being defined; it counts as defined only after the operands of its own instruction.</summary>
    private Register Typed()
    {
        int number = Reference('r');
        _highestRegister = Math.Max(_highestRegister, number);
        return new Register(number, TryMark(":") ? Type() : IrType.Any);
    }

    private Register Use()
    {
        int number = Reference('r');
        _highestRegister = Math.Max(_highestRegister, number);
        return new Register(number, TryMark(":") ? Type() : _types.GetValueOrDefault(number));
    }

    private int Address() => TryMark("@") ? _address = Int() : _address;
}
