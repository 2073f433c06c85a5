using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>Calls a runtime operation.</summary>
/// <param name="context">The running process.</param>
/// <param name="slots">The frame.</param>
/// <param name="operands">The slots it reads.</param>
/// <param name="immediates">What it is given besides.</param>
/// <returns>Its result; anything when it has none or something is under way.</returns>
internal delegate Value OperationBody(ProcessContext context, Value[] slots, int[] operands, object?[] immediates);
