using Mono.Cecil.Cil;
using Kind = TinyTotIL.Compiler.Emission.StackKind;

namespace TinyTotIL.Compiler.Emission;

/// <summary>What the instructions without an operand, and those with a constant, take from the evaluation stack and leave.</summary>
internal static class PlainOpcodeRules
{
    /// <summary>Moves the cursor past an instruction that does not end or leave the method.</summary>
    public static void Apply(StackCursor stack, Code code)
    {
        switch (code)
        {
            case Code.Nop or Code.Break:
                break;
            case Code.Ldnull:
                stack.Push(StackTypes.NullReference);
                break;
            case Code.Ldc_I4:
                stack.Push(StackTypes.Int32);
                break;
            case Code.Ldc_I8:
                stack.Push(StackTypes.Int64);
                break;
            case Code.Ldc_R4 or Code.Ldc_R8:
                stack.Push(StackTypes.Float);
                break;
            case Code.Dup:
                var copied = stack.Pop();
                stack.Push(copied);
                stack.Push(copied);
                break;
            case Code.Pop:
                stack.Pop();
                break;
            case Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Rem:
                Arithmetic(stack, code, allowsFloat: true);
                break;
            case Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un
                or Code.Div_Un or Code.Rem_Un or Code.And or Code.Or or Code.Xor:
                Arithmetic(stack, code, allowsFloat: false);
                break;
            case Code.Shl or Code.Shr or Code.Shr_Un:
                stack.PopIndex();
                stack.Push(stack.Pop("an integer", Kind.Int32, Kind.Int64, Kind.NativeInt));
                break;
            case Code.Neg:
                stack.Push(stack.Pop("a number", Kind.Int32, Kind.Int64, Kind.NativeInt, Kind.Float));
                break;
            case Code.Not:
                stack.Push(stack.Pop("an integer", Kind.Int32, Kind.Int64, Kind.NativeInt));
                break;
            case Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un:
                Compare(stack);
                stack.Push(StackTypes.Int32);
                break;
            case Code.Ckfinite:
                stack.Push(stack.Pop("a float", Kind.Float));
                break;
            case Code.Ldlen:
                stack.Pop("an array", Kind.Object);
                stack.Push(StackTypes.NativeInt);
                break;
            case Code.Localloc:
                stack.PopIndex();
                stack.Push(StackTypes.NativeInt);
                break;
            default:
                ApplyTyped(stack, code);
                break;
        }
    }

    /// <summary>Takes the two operands of a comparison.</summary>
    public static void Compare(StackCursor stack)
    {
        var right = stack.Pop();
        var left = stack.Pop();
        bool comparable = (left.Kind, right.Kind) switch
        {
            (Kind.Int32 or Kind.NativeInt, Kind.Int32 or Kind.NativeInt) => true,
            (Kind.NativeInt or Kind.ManagedPointer, Kind.NativeInt or Kind.ManagedPointer) => true,
            (Kind.Struct, _) => false,
            var (a, b) => a == b,
        };
        if (!comparable)
        {
            stack.Fail($"compares {left} with {right}");
        }
    }

    /// <summary>Instructions whose name carries a type: conversions, and access through addresses and arrays.</summary>
    private static void ApplyTyped(StackCursor stack, Code code)
    {
        if (ConversionResult(code) is { } converted)
        {
            stack.Pop("a number or an address", Kind.Int32, Kind.Int64, Kind.NativeInt, Kind.Float, Kind.ManagedPointer);
            stack.Push(converted);
        }
        else if (LoadedThroughAddress(code) is { } loaded)
        {
            stack.PopAddress();
            stack.Push(loaded);
        }
        else if (StoredThroughAddress(code) is { } stored)
        {
            stack.Pop(stored);
            stack.PopAddress();
        }
        else if (LoadedFromArray(code) is { } element)
        {
            stack.PopIndex();
            stack.Pop("an array", Kind.Object);
            stack.Push(element);
        }
        else if (StoredInArray(code) is { } value)
        {
            stack.Pop(value);
            stack.PopIndex();
            stack.Pop("an array", Kind.Object);
        }
        else
        {
            stack.Fail("is not in the vocabulary of emitted code, or lacks its operand");
        }
    }

    private static void Arithmetic(StackCursor stack, Code code, bool allowsFloat)
    {
        var right = stack.Pop();
        var left = stack.Pop();
        var result = (left.Kind, right.Kind) switch
        {
            (Kind.Int32, Kind.Int32) => left,
            (Kind.Int64, Kind.Int64) => left,
            (Kind.Int32 or Kind.NativeInt, Kind.Int32 or Kind.NativeInt) => StackTypes.NativeInt,
            (Kind.Float, Kind.Float) when allowsFloat => left,
            (Kind.ManagedPointer, Kind.Int32 or Kind.NativeInt) when code is Code.Add or Code.Sub => left,
            (Kind.Int32 or Kind.NativeInt, Kind.ManagedPointer) when code is Code.Add => right,
            (Kind.ManagedPointer, Kind.ManagedPointer) when code is Code.Sub => StackTypes.NativeInt,
            _ => null,
        };
        if (result is null)
        {
            stack.Fail($"combines {left} with {right}");
        }

        stack.Push(result);
    }

    private static StackType? ConversionResult(Code code) => code switch
    {
        Code.Conv_I1 or Code.Conv_U1 or Code.Conv_I2 or Code.Conv_U2 or Code.Conv_I4 or Code.Conv_U4
            or Code.Conv_Ovf_I1 or Code.Conv_Ovf_U1 or Code.Conv_Ovf_I2 or Code.Conv_Ovf_U2 or Code.Conv_Ovf_I4 or Code.Conv_Ovf_U4
            or Code.Conv_Ovf_I1_Un or Code.Conv_Ovf_U1_Un or Code.Conv_Ovf_I2_Un or Code.Conv_Ovf_U2_Un
            or Code.Conv_Ovf_I4_Un or Code.Conv_Ovf_U4_Un => StackTypes.Int32,
        Code.Conv_I8 or Code.Conv_U8 or Code.Conv_Ovf_I8 or Code.Conv_Ovf_U8
            or Code.Conv_Ovf_I8_Un or Code.Conv_Ovf_U8_Un => StackTypes.Int64,
        Code.Conv_I or Code.Conv_U or Code.Conv_Ovf_I or Code.Conv_Ovf_U
            or Code.Conv_Ovf_I_Un or Code.Conv_Ovf_U_Un => StackTypes.NativeInt,
        Code.Conv_R4 or Code.Conv_R8 or Code.Conv_R_Un => StackTypes.Float,
        _ => null,
    };

    private static StackType? LoadedThroughAddress(Code code) => code switch
    {
        Code.Ldind_I1 or Code.Ldind_U1 or Code.Ldind_I2 or Code.Ldind_U2 or Code.Ldind_I4 or Code.Ldind_U4 => StackTypes.Int32,
        Code.Ldind_I8 => StackTypes.Int64,
        Code.Ldind_I => StackTypes.NativeInt,
        Code.Ldind_R4 or Code.Ldind_R8 => StackTypes.Float,
        Code.Ldind_Ref => StackTypes.AnyObject,
        _ => null,
    };

    private static StackType? StoredThroughAddress(Code code) => code switch
    {
        Code.Stind_I1 or Code.Stind_I2 or Code.Stind_I4 => StackTypes.Int32,
        Code.Stind_I8 => StackTypes.Int64,
        Code.Stind_I => StackTypes.NativeInt,
        Code.Stind_R4 or Code.Stind_R8 => StackTypes.Float,
        Code.Stind_Ref => StackTypes.AnyObject,
        _ => null,
    };

    private static StackType? LoadedFromArray(Code code) => code switch
    {
        Code.Ldelem_I1 or Code.Ldelem_U1 or Code.Ldelem_I2 or Code.Ldelem_U2 or Code.Ldelem_I4 or Code.Ldelem_U4 => StackTypes.Int32,
        Code.Ldelem_I8 => StackTypes.Int64,
        Code.Ldelem_I => StackTypes.NativeInt,
        Code.Ldelem_R4 or Code.Ldelem_R8 => StackTypes.Float,
        Code.Ldelem_Ref => StackTypes.AnyObject,
        _ => null,
    };

    private static StackType? StoredInArray(Code code) => code switch
    {
        Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4 => StackTypes.Int32,
        Code.Stelem_I8 => StackTypes.Int64,
        Code.Stelem_I => StackTypes.NativeInt,
        Code.Stelem_R4 or Code.Stelem_R8 => StackTypes.Float,
        Code.Stelem_Ref => StackTypes.AnyObject,
        _ => null,
    };
}
