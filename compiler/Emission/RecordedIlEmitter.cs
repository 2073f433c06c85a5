using System.Globalization;
using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Passes everything on to another emitter and keeps a listing that people read in dumps and snapshots.</summary>
/// <remarks>
/// The listing shows what the generator said, not how it was encoded, so it does not change when a branch happens to
/// become short. Labels and locals that share a name are told apart by a number.
/// </remarks>
internal sealed class RecordedIlEmitter : IIlEmitter
{
    private readonly IIlEmitter _inner;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<object, string> _names = [];
    private readonly HashSet<string> _labelNames = [];
    private readonly HashSet<string> _localNames = [];
    private (Document? Document, int Line) _point;

    /// <summary>Records while another emitter writes.</summary>
    /// <param name="inner">The emitter that writes.</param>
    public RecordedIlEmitter(IIlEmitter inner)
    {
        _inner = inner;
        AddLine(IlText.Signature(inner.Method));
    }

    /// <inheritdoc/>
    public MethodDefinition Method => _inner.Method;

    /// <inheritdoc/>
    public EmittedSize Size => _inner.Size;

    /// <summary>The listing so far: the signature, then one line for each instruction, label, local and source line.</summary>
    public string Listing => _text.ToString();

    /// <inheritdoc/>
    public void Emit(OpCode opcode)
    {
        Write(IlText.Instruction(opcode, null));
        _inner.Emit(opcode);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, int operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, long operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, float operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, double operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, string operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, TypeReference operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, MethodReference operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, FieldReference operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, VariableDefinition operand)
    {
        Write($"{opcode.Name} {NameOf(operand)}");
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, ParameterDefinition operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, CallSite operand)
    {
        Write(IlText.Instruction(opcode, operand));
        _inner.Emit(opcode, operand);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, IlLabel target)
    {
        Write($"{opcode.Name} {NameOf(target)}");
        _inner.Emit(opcode, target);
    }

    /// <inheritdoc/>
    public void Emit(OpCode opcode, IlLabel[] targets)
    {
        Write($"{opcode.Name} ({string.Join(", ", targets.Select(NameOf))})");
        _inner.Emit(opcode, targets);
    }

    /// <inheritdoc/>
    public IlLabel DefineLabel(string? name = null)
    {
        var label = _inner.DefineLabel(name);
        _names.Add(label, Distinct(_labelNames, label.Name, label.Number));
        return label;
    }

    /// <inheritdoc/>
    public void MarkLabel(IlLabel label)
    {
        AddLine($"{NameOf(label)}:");
        _inner.MarkLabel(label);
    }

    /// <inheritdoc/>
    public VariableDefinition DeclareLocal(TypeReference type, string? name = null)
    {
        var local = _inner.DeclareLocal(type, name);
        _names.Add(local, Distinct(_localNames, name ?? $"V_{local.Index}", local.Index));
        Write($".local {IlText.Type(type)} {NameOf(local)}");
        return local;
    }

    /// <inheritdoc/>
    public void NameLocal(VariableDefinition local, string name)
    {
        Write($".name {NameOf(local)} = {name}");
        _inner.NameLocal(local, name);
    }

    /// <inheritdoc/>
    public void BeginScope()
    {
        Write("{");
        _inner.BeginScope();
    }

    /// <inheritdoc/>
    public void EndScope()
    {
        Write("}");
        _inner.EndScope();
    }

    /// <inheritdoc/>
    public void MarkSequencePoint(Document document, int line, int column, int endColumn)
    {
        if (_point != (document, line))
        {
            _point = (document, line);
            string place = line == DebugSymbols.HiddenLine
                ? "hidden"
                : string.Create(CultureInfo.InvariantCulture, $"{document.Url}:{line}");
            AddLine($"  // {place}");
        }

        _inner.MarkSequencePoint(document, line, column, endColumn);
    }

    /// <inheritdoc/>
    public void Complete() => _inner.Complete();

    private void Write(string line) => AddLine($"    {line}");

    /// <summary>Adds a line, which stays one whatever names of the program are in it.</summary>
    private void AddLine(string line) => _text.Append(DisplayText.Escape(line)).Append('\n');

    private string NameOf(IlLabel label) => _names.GetValueOrDefault(label) ?? label.Name;

    private string NameOf(VariableDefinition local) => _names.GetValueOrDefault(local) ?? $"V_{local.Index}";

    private static string Distinct(HashSet<string> taken, string name, int number)
    {
        string distinct = taken.Add(name) ? name : $"{name}.{number}";
        taken.Add(distinct);
        return distinct;
    }
}
