using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes the ways between a language value in its 16-byte form and what it holds.</summary>
internal sealed class ValueForms
{
    private readonly RuntimeReferences _runtime;
    private readonly MethodReference _newValue;
    private readonly MethodReference _bitsOfDouble;
    private readonly MethodReference _doubleOfBits;

    /// <summary>Prepares the members that are needed.</summary>
    /// <param name="runtime">Members of the runtime.</param>
    /// <param name="types">Types every module knows.</param>
    public ValueForms(RuntimeReferences runtime, TypeSystem types)
    {
        _runtime = runtime;
        _newValue = runtime.Constructor(typeof(Value), typeof(object), typeof(long));
        var converter = runtime.Framework.Type("System", nameof(BitConverter));
        _bitsOfDouble = FrameworkReferences.StaticMethod(converter, nameof(BitConverter.DoubleToInt64Bits), types.Int64, types.Double);
        _doubleOfBits = FrameworkReferences.StaticMethod(converter, nameof(BitConverter.Int64BitsToDouble), types.Double, types.Int64);
        Tag = runtime.Field(typeof(Value), nameof(Value.Tag));
        Bits = runtime.Field(typeof(Value), nameof(Value.Bits));
    }

    /// <summary>The tag of a value.</summary>
    public FieldReference Tag { get; }

    /// <summary>The integer in a value, or the bits of its float.</summary>
    public FieldReference Bits { get; }

    /// <summary>Whether a narrow type is told from the bits of a value; otherwise its tag tells it.</summary>
    /// <param name="type">The type.</param>
    public static bool IsInBits(IrType type) => type is IrType.Int or IrType.Float;

    /// <summary>Puts a value together.</summary>
    /// <param name="il">Where.</param>
    /// <param name="type">What <paramref name="load"/> pushes.</param>
    /// <param name="load">Pushes it.</param>
    public void Box(IIlEmitter il, IrType type, Action load)
    {
        switch (type)
        {
            case IrType.Any:
                load();
                break;
            case IrType.Int:
                il.LoadNull();
                load();
                il.NewObject(_newValue);
                break;
            case IrType.Float:
                il.LoadStatic(_runtime.Field(typeof(Tag), nameof(Runtime.Values.Tag.Float)));
                load();
                il.Call(_bitsOfDouble);
                il.NewObject(_newValue);
                break;
            case IrType.Bool:
                load();
                il.Call(_runtime.Method(typeof(Value), nameof(Value.Bool)));
                break;
            default:
                load();
                BoxReference(il);
                break;
        }
    }

    /// <summary>Puts a value together from the reference on top of the stack.</summary>
    /// <param name="il">Where.</param>
    public void BoxReference(IIlEmitter il)
    {
        il.LoadConstant(0L);
        il.NewObject(_newValue);
    }

    /// <summary>Puts a value together from what is on top of the stack.</summary>
    /// <param name="il">Where.</param>
    /// <param name="type">What that is.</param>
    public void BoxTop(IIlEmitter il, IrType type)
    {
        if (IsInBits(type))
        {
            il.Call(_runtime.Method(typeof(Value), type == IrType.Int ? nameof(Value.Int) : nameof(Value.Float)));
        }
        else
        {
            Box(il, type, static () => { });
        }
    }

    /// <summary>Takes the value on top of the stack apart; nothing is checked.</summary>
    /// <param name="il">Where.</param>
    /// <param name="type">What it is known to hold.</param>
    public void Unbox(IIlEmitter il, IrType type)
    {
        if (type != IrType.Any)
        {
            il.LoadField(IsInBits(type) ? Bits : Tag);
            FinishUnboxing(il, type);
        }
    }

    /// <summary>Makes what a value holds of its bits or tag, which are on top of the stack.</summary>
    /// <param name="il">Where.</param>
    /// <param name="type">What it is known to hold.</param>
    public void FinishUnboxing(IIlEmitter il, IrType type)
    {
        if (type == IrType.Float)
        {
            il.Call(_doubleOfBits);
        }
        else if (type == IrType.Bool)
        {
            il.LoadStatic(_runtime.Field(typeof(Tag), nameof(Runtime.Values.Tag.True)));
            il.Emit(OpCodes.Ceq);
        }
    }

    /// <summary>Makes what is on top of the stack fit a slot of a saved frame: a reference stays, all else becomes 8 bytes.</summary>
    /// <param name="il">Where.</param>
    /// <param name="type">What is on top.</param>
    public void ToSlot(IIlEmitter il, IrType type)
    {
        if (type == IrType.Float)
        {
            il.Call(_bitsOfDouble);
        }
        else if (type is IrType.Bool or IrType.Index)
        {
            il.Emit(OpCodes.Conv_I8);
        }
    }

    /// <summary>The way back from <see cref="ToSlot"/>.</summary>
    /// <param name="il">Where.</param>
    /// <param name="type">What was saved.</param>
    public void FromSlot(IIlEmitter il, IrType type)
    {
        if (type == IrType.Float)
        {
            il.Call(_doubleOfBits);
        }
        else if (type is IrType.Bool or IrType.Index)
        {
            il.Emit(OpCodes.Conv_I4);
        }
    }

    /// <summary>Pushes the value of a type that no path reads: what a method leaves with after an error.</summary>
    /// <param name="il">Where.</param>
    /// <param name="type">The type.</param>
    public void LoadDefault(IIlEmitter il, IrType type)
    {
        switch (type)
        {
            case IrType.Any:
                il.LoadNull();
                il.LoadConstant(0L);
                il.NewObject(_newValue);
                break;
            case IrType.Int:
                il.LoadConstant(0L);
                break;
            case IrType.Float:
                il.LoadConstant(0.0);
                break;
            case IrType.Bool:
                il.LoadConstant(false);
                break;
            default:
                il.LoadNull();
                break;
        }
    }
}
