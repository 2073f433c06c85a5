using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>What the instructions that name a type, field or method take from the evaluation stack and leave.</summary>
internal static class TypedOpcodeRules
{
    private const string NotInVocabulary = "is not in the vocabulary of emitted code with this operand";

    /// <summary>Moves the cursor past an instruction that names a type.</summary>
    public static void Apply(StackCursor stack, Code code, TypeReference type)
    {
        var types = stack.Types;
        switch (code)
        {
            case Code.Box:
                stack.Pop(types.Of(type));
                stack.Push(types.ObjectOf(type));
                break;
            case Code.Unbox:
                stack.Pop(types.ObjectOf(type));
                stack.Push(types.PointerTo(type));
                break;
            case Code.Unbox_Any:
                stack.Pop(types.ObjectOf(type));
                stack.Push(types.Of(type));
                break;
            case Code.Castclass or Code.Isinst:
                stack.Pop("an object reference", StackKind.Object);
                stack.Push(types.ObjectOf(type));
                break;
            case Code.Newarr:
                stack.PopIndex();
                stack.Push(types.ArrayOf(type));
                break;
            case Code.Ldelema:
                PopElement(stack, type);
                stack.Push(types.PointerTo(type));
                break;
            case Code.Ldelem_Any:
                PopElement(stack, type);
                stack.Push(types.Of(type));
                break;
            case Code.Stelem_Any:
                stack.Pop(types.Of(type));
                PopElement(stack, type);
                break;
            case Code.Ldobj:
                PopPointer(stack, type);
                stack.Push(types.Of(type));
                break;
            case Code.Stobj:
                stack.Pop(types.Of(type));
                PopPointer(stack, type);
                break;
            case Code.Initobj:
                PopPointer(stack, type);
                break;
            case Code.Sizeof:
                stack.Push(StackTypes.Int32);
                break;
            case Code.Ldtoken:
                var core = type.Module.TypeSystem.CoreLibrary;
                stack.Push(types.Of(new TypeReference("System", "RuntimeTypeHandle", type.Module, core, valueType: true)));
                break;
            default:
                stack.Fail(NotInVocabulary);
                break;
        }
    }

    /// <summary>Moves the cursor past an instruction that names a field.</summary>
    public static void Apply(StackCursor stack, Code code, FieldReference field)
    {
        var type = SignatureTypes.OfField(field);
        switch (code)
        {
            case Code.Ldsfld:
                stack.Push(stack.Types.Of(type));
                break;
            case Code.Ldsflda:
                stack.Push(stack.Types.PointerTo(type));
                break;
            case Code.Stsfld:
                stack.Pop(stack.Types.Of(type));
                break;
            case Code.Ldfld:
                PopOwner(stack, field.DeclaringType, allowsStruct: true);
                stack.Push(stack.Types.Of(type));
                break;
            case Code.Ldflda:
                PopOwner(stack, field.DeclaringType, allowsStruct: false);
                stack.Push(stack.Types.PointerTo(type));
                break;
            case Code.Stfld:
                stack.Pop(stack.Types.Of(type));
                PopOwner(stack, field.DeclaringType, allowsStruct: false);
                break;
            default:
                stack.Fail(NotInVocabulary);
                break;
        }
    }

    /// <summary>Moves the cursor past an instruction that names a method.</summary>
    /// <param name="stack">The cursor.</param>
    /// <param name="code">The instruction.</param>
    /// <param name="method">The method.</param>
    /// <param name="constrained">Type given by a <c>constrained.</c> prefix, or null.</param>
    public static void Apply(StackCursor stack, Code code, MethodReference method, TypeReference? constrained)
    {
        switch (code)
        {
            case Code.Call or Code.Callvirt:
                PopArguments(stack, method);
                PopReceiver(stack, method, constrained);
                PushResult(stack, SignatureTypes.OfResult(method));
                break;
            case Code.Newobj:
                PopArguments(stack, method);
                stack.Push(stack.Types.Of(method.DeclaringType));
                break;
            case Code.Ldftn:
                stack.Push(StackTypes.NativeInt);
                break;
            case Code.Ldvirtftn:
                stack.Pop("an object reference", StackKind.Object);
                stack.Push(StackTypes.NativeInt);
                break;
            default:
                stack.Fail(NotInVocabulary);
                break;
        }
    }

    /// <summary>Moves the cursor past a call through a function pointer.</summary>
    public static void Apply(StackCursor stack, CallSite site)
    {
        stack.Pop("a function pointer", StackKind.NativeInt);
        for (int i = site.Parameters.Count - 1; i >= 0; i--)
        {
            stack.Pop(stack.Types.Of(site.Parameters[i].ParameterType));
        }

        if (site.HasThis)
        {
            stack.Pop("an object reference", StackKind.Object);
        }

        PushResult(stack, site.ReturnType);
    }

    private static void PopArguments(StackCursor stack, MethodReference method)
    {
        for (int i = method.Parameters.Count - 1; i >= 0; i--)
        {
            stack.Pop(stack.Types.Of(SignatureTypes.OfParameter(method, i)));
        }
    }

    private static void PopReceiver(StackCursor stack, MethodReference method, TypeReference? constrained)
    {
        if (!method.HasThis)
        {
            return;
        }

        if (constrained is not null)
        {
            PopPointer(stack, constrained);
        }
        else if (method.DeclaringType.IsValueType)
        {
            PopPointer(stack, method.DeclaringType);
        }
        else
        {
            stack.Pop(stack.Types.Of(method.DeclaringType));
        }
    }

    private static void PushResult(StackCursor stack, TypeReference type)
    {
        if (type.MetadataType != MetadataType.Void)
        {
            stack.Push(stack.Types.Of(type));
        }
    }

    private static void PopElement(StackCursor stack, TypeReference element)
    {
        stack.PopIndex();
        stack.Pop(stack.Types.ArrayOf(element));
    }

    private static void PopPointer(StackCursor stack, TypeReference target)
    {
        if (stack.PopAddress() is { Kind: StackKind.ManagedPointer } pointer && pointer != stack.Types.PointerTo(target))
        {
            stack.Fail($"takes {target.FullName}&, but {pointer} was on top");
        }
    }

    private static void PopOwner(StackCursor stack, TypeReference owner, bool allowsStruct)
    {
        if (!owner.IsValueType)
        {
            stack.Pop(stack.Types.Of(owner));
        }
        else if (allowsStruct && stack.Stack.Top.Kind == StackKind.Struct)
        {
            stack.Pop(stack.Types.Of(owner));
        }
        else
        {
            PopPointer(stack, owner);
        }
    }
}
