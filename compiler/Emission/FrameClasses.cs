using Mono.Cecil;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The classes of saved frames that a program needs: one for each number of references and of 8-byte words, made on first use.</summary>
internal sealed class FrameClasses
{
    /// <summary>Header, caller, address of the code, state and address of the instruction.</summary>
    private const int BytesWithoutSlots = 40;
    private const int BytesPerSlot = 8;

    /// <summary>With more slots, classes are made for multiples of <see cref="Step"/> only: an empty slot is cheaper than a class.</summary>
    private const int MostExactSlots = 8;
    private const int Step = 4;

    private const MethodAttributes ConstructorAttributes =
        MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;

    private readonly AssemblyShell _shell;
    private readonly Action<MethodDefinition, Action<IIlEmitter>> _write;
    private readonly Dictionary<(int References, int Words), FrameClass> _classes = [];

    /// <summary>Begins with none.</summary>
    /// <param name="shell">The assembly.</param>
    /// <param name="write">Writes the body of a method.</param>
    public FrameClasses(AssemblyShell shell, Action<MethodDefinition, Action<IIlEmitter>> write) => (_shell, _write) = (shell, write);

    /// <summary>A class with room enough.</summary>
    /// <param name="references">References to hold.</param>
    /// <param name="words">8-byte words to hold.</param>
    public FrameClass For(int references, int words)
    {
        if (references + words > MostExactSlots)
        {
            (references, words) = (RoundUp(references), RoundUp(words));
        }

        if (!_classes.TryGetValue((references, words), out var known))
        {
            _classes.Add((references, words), known = Make(references, words));
        }

        return known;
    }

    private static int RoundUp(int slots) => (slots + Step - 1) / Step * Step;

    private FrameClass Make(int references, int words)
    {
        var (runtime, types) = (_shell.Runtime, _shell.Module.TypeSystem);
        var type = _shell.AddClass($"$Frame{references}_{words}", runtime.Type(typeof(CompiledFrame)));
        var referenceFields = Fields(type, "reference", references, types.Object);
        var wordFields = Fields(type, "word", words, types.Int64);
        var constructor = new MethodDefinition(".ctor", ConstructorAttributes, types.Void);
        constructor.Parameters.Add(new ParameterDefinition("code", ParameterAttributes.None, types.IntPtr));
        constructor.Parameters.Add(new ParameterDefinition("state", ParameterAttributes.None, types.Int32));
        constructor.Parameters.Add(new ParameterDefinition("address", ParameterAttributes.None, types.Int32));
        type.Methods.Add(constructor);
        _write(constructor, il =>
        {
            il.LoadThis();
            il.LoadArgument(0);
            il.LoadArgument(1);
            il.LoadArgument(2);
            il.Call(runtime.Constructor(typeof(CompiledFrame), typeof(nint), typeof(int), typeof(int)));
            il.Return();
            il.Complete();
        });
        AddMeasure(type, referenceFields, BytesWithoutSlots + (BytesPerSlot * (references + words)));
        return new FrameClass(constructor, referenceFields, wordFields);
    }

    private static FieldDefinition[] Fields(TypeDefinition type, string name, int count, TypeReference fieldType)
    {
        var fields = new FieldDefinition[count];
        for (int i = 0; i < count; i++)
        {
            fields[i] = new FieldDefinition($"{name}{i}", FieldAttributes.Public, fieldType);
            type.Fields.Add(fields[i]);
        }

        return fields;
    }

    private void AddMeasure(TypeDefinition type, FieldDefinition[] references, int bytes)
    {
        const MethodAttributes Attributes = MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.Virtual;
        var (runtime, types) = (_shell.Runtime, _shell.Module.TypeSystem);
        var method = new MethodDefinition(nameof(SavedFrame.Measure), Attributes, types.Void);
        method.Parameters.Add(new ParameterDefinition("meter", ParameterAttributes.None, runtime.Type(typeof(HeapMeter))));
        type.Methods.Add(method);
        _write(method, il =>
        {
            il.LoadArgument(0);
            il.LoadConstant((long)bytes);
            il.Call(runtime.Method(typeof(HeapMeter), nameof(HeapMeter.AddBytes)));
            foreach (var field in references)
            {
                il.LoadArgument(0);
                il.LoadThis();
                il.LoadField(field);
                il.Call(runtime.Method(typeof(HeapMeter), nameof(HeapMeter.Add), typeof(object)));
            }

            il.Return();
            il.Complete();
        });
    }
}
