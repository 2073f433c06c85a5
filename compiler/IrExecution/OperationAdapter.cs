using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>Makes of each runtime operation one form in which the machine calls it: values in slots, whatever types its method has.</summary>
/// <remarks>
/// The operations have some hundred combinations of parameter types, and reflection boxes each value. So each operation gets a few instructions
/// of IL in memory that load its arguments, once for all programs. That is all the code that this engine makes.
/// </remarks>
internal static class OperationAdapter
{
    private static readonly ConcurrentDictionary<RuntimeOperation, OperationBody> Known = new();

    private static readonly ConstructorInfo NewValue = typeof(Value).GetConstructor([typeof(object), typeof(long)])!;
    private static readonly FieldInfo Tag = typeof(Value).GetField(nameof(Value.Tag))!;
    private static readonly FieldInfo Bits = typeof(Value).GetField(nameof(Value.Bits))!;
    private static readonly FieldInfo True = typeof(Tag).GetField(nameof(Runtime.Values.Tag.True))!;
    private static readonly MethodInfo DoubleOfBits = ((Func<long, double>)BitConverter.Int64BitsToDouble).Method;
    private static readonly MethodInfo Flatten = ((Func<object, string>)ArgumentOperations.Flatten).Method;

    /// <summary>The form of an operation.</summary>
    /// <param name="operation">The operation.</param>
    public static OperationBody For(RuntimeOperation operation) => Known.GetOrAdd(operation, Make);

    private static OperationBody Make(RuntimeOperation operation)
    {
        if (operation.Foreign is { } foreign)
        {
            var method = new ForeignMethod(foreign.Name, foreign.Method, foreign.MayWait);
            return (context, slots, operands, _) => method.Invoke(context, Collect(slots, operands));
        }

        var adapter = new DynamicMethod(
            operation.Name, typeof(Value), [typeof(ProcessContext), typeof(Value[]), typeof(int[]), typeof(object[])], typeof(OperationAdapter).Module, skipVisibility: true);
        var il = adapter.GetILGenerator();
        if (operation.TakesContext)
        {
            il.Emit(OpCodes.Ldarg_0);
        }

        int register = 0, immediate = 0;
        foreach (var type in operation.ParameterTypes)
        {
            if (operation.IsRegister(type))
            {
                LoadRegister(il, type, register++);
            }
            else
            {
                LoadImmediate(il, type, immediate++);
            }
        }

        il.Emit(OpCodes.Call, operation.Method);
        WriteResult(il, operation.Method.ReturnType);
        il.Emit(OpCodes.Ret);
        return adapter.CreateDelegate<OperationBody>();
    }

    /// <summary>Values of slots in an array of their own.</summary>
    /// <param name="slots">The frame.</param>
    /// <param name="operands">Which slots.</param>
    public static Value[] Collect(Value[] slots, ReadOnlySpan<int> operands)
    {
        if (operands.IsEmpty)
        {
            return [];
        }

        var values = new Value[operands.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = slots[operands[i]];
        }

        return values;
    }

    private static void LoadRegister(ILGenerator il, Type type, int number)
    {
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Ldelem_I4);
        il.Emit(OpCodes.Ldelema, typeof(Value));
        if (type == typeof(Value))
        {
            il.Emit(OpCodes.Ldobj, typeof(Value));
            return;
        }

        bool isInBits = type == typeof(long) || type == typeof(double);
        il.Emit(OpCodes.Ldfld, isInBits ? Bits : Tag);
        if (type == typeof(double))
        {
            il.Emit(OpCodes.Call, DoubleOfBits);
        }
        else if (type == typeof(bool))
        {
            il.Emit(OpCodes.Ldsfld, True);
            il.Emit(OpCodes.Ceq);
        }
        else if (type == typeof(string))
        {
            il.Emit(OpCodes.Call, Flatten);
        }
        else if (!isInBits && type != typeof(object))
        {
            il.Emit(OpCodes.Castclass, type);
        }
    }

    private static void LoadImmediate(ILGenerator il, Type type, int number)
    {
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Ldc_I4, number);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Unbox_Any, type);
    }

    private static void WriteResult(ILGenerator il, Type type)
    {
        if (type == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
            WriteReference(il);
        }
        else if (type == typeof(int))
        {
            il.Emit(OpCodes.Conv_I8);
            il.Emit(OpCodes.Call, ((Func<long, Value>)Value.Int).Method);
        }
        else if (type == typeof(long))
        {
            il.Emit(OpCodes.Call, ((Func<long, Value>)Value.Int).Method);
        }
        else if (type == typeof(double))
        {
            il.Emit(OpCodes.Call, ((Func<double, Value>)Value.Float).Method);
        }
        else if (type == typeof(bool))
        {
            il.Emit(OpCodes.Call, ((Func<bool, Value>)Value.Bool).Method);
        }
        else if (type != typeof(Value))
        {
            WriteReference(il);
        }
    }

    private static void WriteReference(ILGenerator il)
    {
        il.Emit(OpCodes.Ldc_I8, 0L);
        il.Emit(OpCodes.Newobj, NewValue);
    }
}
