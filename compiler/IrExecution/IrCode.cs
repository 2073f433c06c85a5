using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>A function of a program that is run. What the machine needs of it is prepared at its first call.</summary>
/// <param name="program">The program.</param>
/// <param name="function">The function.</param>
internal sealed class IrCode(IrProgram program, IrFunction function)
{
    private readonly Lock _gate = new();
    private IrBody? _body;

    /// <summary>The function.</summary>
    public IrFunction Function => function;

    /// <summary>The program.</summary>
    public IrProgram Program => program;

    /// <summary>Whether it is a segment of the stack machine.</summary>
    public bool IsSegment => function.Kind == IrFunctionKind.StackMachineSegment;

    /// <summary>Its steps.</summary>
    public IrBody Body => Volatile.Read(ref _body) ?? Decode();

    private IrBody Decode()
    {
        lock (_gate)
        {
            if (_body is null)
            {
                Volatile.Write(ref _body, IrDecoder.Decode(this));
            }

            return _body!;
        }
    }
}
