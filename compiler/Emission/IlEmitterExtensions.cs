using System.Reflection;
using Mono.Cecil.Cil;
using Mono.Cecil;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The verbs in which code generators are written.</summary>
internal static class IlEmitterExtensions
{
    public static void LoadConstant(this IIlEmitter il, int value) => il.Emit(OpCodes.Ldc_I4, value);

    /// <summary>Loads a 64-bit integer; one that fits 32 bits is widened, as that takes less code.</summary>
    public static void LoadConstant(this IIlEmitter il, long value)
    {
        switch (value)
        {
            case >= int.MinValue and <= int.MaxValue:
                il.Emit(OpCodes.Ldc_I4, (int)value);
                il.Emit(OpCodes.Conv_I8);
                break;
            case >= 0 and <= uint.MaxValue:
                il.Emit(OpCodes.Ldc_I4, unchecked((int)value));
                il.Emit(OpCodes.Conv_U8);
                break;
            default:
                il.Emit(OpCodes.Ldc_I8, value);
                break;
        }
    }

    public static void LoadConstant(this IIlEmitter il, double value) => il.Emit(OpCodes.Ldc_R8, value);

    public static void LoadConstant(this IIlEmitter il, string value) => il.Emit(OpCodes.Ldstr, value);

    public static void LoadConstant(this IIlEmitter il, bool value) => il.Emit(OpCodes.Ldc_I4, value ? 1 : 0);

    public static void LoadNull(this IIlEmitter il) => il.Emit(OpCodes.Ldnull);

    public static void LoadLocal(this IIlEmitter il, VariableDefinition local) => il.Emit(OpCodes.Ldloc, local);

    public static void LoadLocalAddress(this IIlEmitter il, VariableDefinition local) => il.Emit(OpCodes.Ldloca, local);

    public static void StoreLocal(this IIlEmitter il, VariableDefinition local) => il.Emit(OpCodes.Stloc, local);

    public static void LoadArgument(this IIlEmitter il, ParameterDefinition parameter) => il.Emit(OpCodes.Ldarg, parameter);

    /// <summary>Loads a parameter by its place in the signature, not counting the receiver.</summary>
    public static void LoadArgument(this IIlEmitter il, int index) => il.Emit(OpCodes.Ldarg, il.Method.Parameters[index]);

    public static void LoadArgumentAddress(this IIlEmitter il, ParameterDefinition parameter) => il.Emit(OpCodes.Ldarga, parameter);

    public static void StoreArgument(this IIlEmitter il, ParameterDefinition parameter) => il.Emit(OpCodes.Starg, parameter);

    /// <summary>Loads the receiver of an instance method.</summary>
    public static void LoadThis(this IIlEmitter il) => il.Emit(OpCodes.Ldarg, il.Method.Body.ThisParameter);

    public static void LoadField(this IIlEmitter il, FieldReference field) => il.Emit(OpCodes.Ldfld, field);

    public static void LoadFieldAddress(this IIlEmitter il, FieldReference field) => il.Emit(OpCodes.Ldflda, field);

    public static void StoreField(this IIlEmitter il, FieldReference field) => il.Emit(OpCodes.Stfld, field);

    public static void LoadStatic(this IIlEmitter il, FieldReference field) => il.Emit(OpCodes.Ldsfld, field);

    public static void LoadStaticAddress(this IIlEmitter il, FieldReference field) => il.Emit(OpCodes.Ldsflda, field);

    public static void StoreStatic(this IIlEmitter il, FieldReference field) => il.Emit(OpCodes.Stsfld, field);

    public static void Call(this IIlEmitter il, MethodReference method) => il.Emit(OpCodes.Call, method);

    public static void CallVirtual(this IIlEmitter il, MethodReference method) => il.Emit(OpCodes.Callvirt, method);

    /// <summary>Calls the runtime operation behind an instruction.</summary>
    public static void CallOperation(this IIlEmitter il, RuntimeReferences runtime, MethodInfo operation) =>
        il.Emit(OpCodes.Call, runtime.ForOperation(operation));

    /// <summary>Calls a method whose result is ours; the frame is gone when the callee runs.</summary>
    public static void TailCall(this IIlEmitter il, MethodReference method)
    {
        il.Emit(OpCodes.Tail);
        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>Calls a virtual method whose result is ours; the frame is gone when the callee runs.</summary>
    public static void TailCallVirtual(this IIlEmitter il, MethodReference method)
    {
        il.Emit(OpCodes.Tail);
        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
    }

    public static void NewObject(this IIlEmitter il, MethodReference constructor) => il.Emit(OpCodes.Newobj, constructor);

    /// <summary>Makes a delegate of a static method.</summary>
    /// <param name="il">The method being written.</param>
    /// <param name="method">The method to call.</param>
    /// <param name="constructor">The constructor of the delegate's type.</param>
    public static void NewDelegate(this IIlEmitter il, MethodReference method, MethodReference constructor)
    {
        il.Emit(OpCodes.Ldnull);
        il.Emit(OpCodes.Ldftn, method);
        il.Emit(OpCodes.Newobj, constructor);
    }

    public static void Duplicate(this IIlEmitter il) => il.Emit(OpCodes.Dup);

    public static void Discard(this IIlEmitter il) => il.Emit(OpCodes.Pop);

    public static void Return(this IIlEmitter il) => il.Emit(OpCodes.Ret);

    public static void Branch(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Br, target);

    public static void BranchIfTrue(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Brtrue, target);

    public static void BranchIfFalse(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Brfalse, target);

    public static void BranchIfEqual(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Beq, target);

    public static void BranchIfNotEqual(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Bne_Un, target);

    public static void BranchIfLess(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Blt, target);

    public static void BranchIfLessOrEqual(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Ble, target);

    public static void BranchIfGreater(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Bgt, target);

    public static void BranchIfGreaterOrEqual(this IIlEmitter il, IlLabel target) => il.Emit(OpCodes.Bge, target);

    public static void Switch(this IIlEmitter il, IlLabel[] targets) => il.Emit(OpCodes.Switch, targets);

    /// <summary>Ties the next instruction to a line of which no more is known. A point must not be empty, so it covers the first column.</summary>
    public static void MarkSequencePoint(this IIlEmitter il, Document document, int line) =>
        il.MarkSequencePoint(document, line, SourcePart.FirstColumn, SourcePart.FirstColumn + 1);

    /// <summary>Ties the next instruction to no line: debuggers step over it.</summary>
    public static void MarkHidden(this IIlEmitter il, Document document) => il.MarkSequencePoint(document, DebugSymbols.HiddenLine);
}
