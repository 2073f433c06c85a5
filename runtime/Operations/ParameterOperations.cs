using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What parameter objects give when they are called.</summary>
public static class ParameterOperations
{
    /// <summary>The value of a parameter object where it is called.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="parameter">The parameter object.</param>
    public static Value Get(ProcessContext context, ParameterValue parameter) => parameter.Default;
}
