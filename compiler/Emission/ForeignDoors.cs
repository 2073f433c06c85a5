using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using ExceptionHandler = Mono.Cecil.Cil.ExceptionHandler;
using ExceptionHandlerType = Mono.Cecil.Cil.ExceptionHandlerType;

namespace TinyTotIL.Compiler.Emission;

/// <summary>One method for each method of another assembly that the program calls: it converts arguments and result, and catches what is thrown.</summary>
/// <remarks>These are the only emitted methods with a protected region; no code of the program is in them, so calls from it stay as they are.</remarks>
internal sealed class ForeignDoors
{
    private readonly AssemblyShell _shell;
    private readonly ForeignTypes _types;
    private readonly Dictionary<(MethodInfo Method, string Name), MethodDefinition> _doors = [];
    private MethodReference? _typeOfHandle;

    /// <summary>Prepares an output.</summary>
    /// <param name="shell">The assembly being made.</param>
    public ForeignDoors(AssemblyShell shell) => (_shell, _types) = (shell, new ForeignTypes(shell.Module));

    private RuntimeReferences Runtime => _shell.Runtime;

    private TypeSystem Types => _shell.Module.TypeSystem;

    /// <summary>The door to a method; written on first use.</summary>
    /// <param name="call">What is called.</param>
    public MethodDefinition DoorTo(ForeignCall call)
    {
        if (_doors.TryGetValue((call.Method, call.Name), out var door))
        {
            return door;
        }

        door = _shell.AddInternalMethod(MetadataName.Of($"{call.Name}$foreign{_doors.Count}"), FormOf(call.ResultType), (Runtime.Type(typeof(ProcessContext)), "context"));
        foreach (var type in call.PassedTypes)
        {
            door.Parameters.Add(new ParameterDefinition(FormOf(type)));
        }

        _doors.Add((call.Method, call.Name), door);
        if (call.MayWait)
        {
            WriteWaiting(door, call);
        }
        else
        {
            Write(door, call);
        }

        return door;
    }

    private TypeReference FormOf(Type type) =>
        type == typeof(void) ? Types.Void
        : type == typeof(long) ? Types.Int64
        : type == typeof(double) ? Types.Double
        : type == typeof(bool) ? Types.Boolean
        : Runtime.Type(typeof(Value));

    private void Write(MethodDefinition door, ForeignCall call)
    {
        var il = door.Body.GetILProcessor();
        door.Body.InitLocals = true;
        var result = call.ResultType == typeof(void) ? null : new VariableDefinition(FormOf(call.ResultType));
        var failure = new VariableDefinition(Runtime.Framework.Type("System", nameof(Exception)));
        door.Body.Variables.Add(failure);
        if (result is not null)
        {
            door.Body.Variables.Add(result);
        }

        WriteCall(il, door, call);
        if (result is not null)
        {
            il.Emit(OpCodes.Stloc, result);
        }

        var end = il.Create(OpCodes.Nop);
        il.Emit(OpCodes.Leave, end);
        var handler = il.Create(OpCodes.Stloc, failure);
        il.Append(handler);
        il.Emit(OpCodes.Ldarg, door.Parameters[0]);
        il.Emit(OpCodes.Ldloc, failure);
        il.Emit(OpCodes.Ldstr, call.Name);
        il.Emit(OpCodes.Call, Runtime.Method(typeof(ForeignOperations), nameof(ForeignOperations.Fail)));
        il.Emit(OpCodes.Leave, end);
        il.Append(end);
        if (result is not null)
        {
            il.Emit(OpCodes.Ldloc, result);
        }

        il.Emit(OpCodes.Ret);
        door.Body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Catch)
        {
            TryStart = door.Body.Instructions[0], TryEnd = handler, HandlerStart = handler, HandlerEnd = end, CatchType = failure.VariableType,
        });
    }

    /// <summary>The runtime calls a method that may wait: on another thread, and once, however often this is asked.</summary>
    private void WriteWaiting(MethodDefinition door, ForeignCall call)
    {
        var il = door.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg, door.Parameters[0]);
        il.Emit(OpCodes.Ldc_I4, call.PassedTypes.Length);
        il.Emit(OpCodes.Newarr, Runtime.Type(typeof(Value)));
        for (int i = 0; i < call.PassedTypes.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg, door.Parameters[i + 1]);
            il.Emit(OpCodes.Stelem_Any, Runtime.Type(typeof(Value)));
        }

        il.Emit(OpCodes.Ldtoken, _types.Reference(call.Method));
        il.Emit(OpCodes.Ldstr, call.Name);
        il.Emit(OpCodes.Call, Runtime.Method(typeof(ForeignMethod), nameof(ForeignMethod.CallWaiting)));
        il.Emit(OpCodes.Ret);
    }

    private void WriteCall(ILProcessor il, MethodDefinition door, ForeignCall call)
    {
        var parameters = call.Method.GetParameters();
        int first = parameters.Length - call.PassedTypes.Length;
        if (first > 0)
        {
            il.Emit(OpCodes.Ldarg, door.Parameters[0]);
        }

        for (int i = 0; i < call.PassedTypes.Length; i++)
        {
            WriteArgument(il, door, call.Name, i, call.PassedTypes[i], parameters[first + i].ParameterType);
        }

        il.Emit(OpCodes.Call, _types.Reference(call.Method));
        WriteResult(il, call.Method.ReturnType, call.ResultType);
    }

    private void WriteArgument(ILProcessor il, MethodDefinition door, string name, int index, Type passed, Type type)
    {
        bool isPlain = type == typeof(long) || type == typeof(double) || type == typeof(bool);
        if (!isPlain && passed != typeof(double))
        {
            il.Emit(OpCodes.Ldarg, door.Parameters[0]);
        }

        il.Emit(OpCodes.Ldarg, door.Parameters[index + 1]);
        if (isPlain)
        {
            return;
        }

        if (passed == typeof(double))
        {
            il.Emit(OpCodes.Conv_R4);
            return;
        }

        var range = IntegerRange.Of(type);
        if (range is { } limits)
        {
            il.Emit(OpCodes.Ldc_I8, limits.Least);
            il.Emit(OpCodes.Ldc_I8, limits.Most);
        }

        LoadType(il, type);
        il.Emit(OpCodes.Ldstr, name);
        il.Emit(OpCodes.Ldc_I8, index + 1L);
        if (range is null)
        {
            il.Emit(OpCodes.Call, Runtime.Method(typeof(ForeignOperations), nameof(ForeignOperations.Argument)));
            il.Emit(OpCodes.Unbox_Any, _types.Reference(type));
            return;
        }

        il.Emit(OpCodes.Call, Runtime.Method(typeof(ForeignOperations), nameof(ForeignOperations.Ranged)));
        il.Emit(Narrowing(type));
    }

    private void LoadType(ILProcessor il, Type type)
    {
        var typeType = Runtime.Framework.Type("System", nameof(Type));
        var handle = Runtime.Framework.Type("System", nameof(RuntimeTypeHandle), isValueType: true);
        _typeOfHandle ??= FrameworkReferences.StaticMethod(typeType, nameof(Type.GetTypeFromHandle), typeType, handle);
        il.Emit(OpCodes.Ldtoken, _types.Reference(type));
        il.Emit(OpCodes.Call, _typeOfHandle);
    }

    private static OpCode Narrowing(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte => OpCodes.Conv_I1,
        TypeCode.Byte => OpCodes.Conv_U1,
        TypeCode.Int16 => OpCodes.Conv_I2,
        TypeCode.UInt16 => OpCodes.Conv_U2,
        TypeCode.Int32 => OpCodes.Conv_I4,
        TypeCode.UInt32 => OpCodes.Conv_U4,
        _ => OpCodes.Nop,
    };

    private void WriteResult(ILProcessor il, Type returned, Type given)
    {
        if (given == typeof(Value))
        {
            if (returned.IsValueType)
            {
                il.Emit(OpCodes.Box, _types.Reference(returned));
            }

            il.Emit(OpCodes.Call, Runtime.Method(typeof(ForeignOperations), nameof(ForeignOperations.Result)));
        }
        else if (given == typeof(long) && returned != typeof(long))
        {
            il.Emit(returned == typeof(uint) ? OpCodes.Conv_U8 : OpCodes.Conv_I8);
        }
        else if (returned == typeof(float))
        {
            il.Emit(OpCodes.Conv_R8);
        }
    }
}
