using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What parameter objects give when they are called.</summary>
public static class ParameterOperations
{
    /// <summary>The value of a parameter object where it is called.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="parameter">The parameter object.</param>
    public static Value Get(ProcessContext context, ParameterValue parameter)
    {
        const int Bindings = 2;
        var rest = context.DynamicState.Tag is VectorValue { Items: { Length: > Bindings } parts } ? parts[Bindings] : Value.EmptyList;
        for (; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            if (pair.Car.Tag is PairValue binding && ReferenceEquals(binding.Car.Tag, parameter))
            {
                return binding.Cdr;
            }
        }

        return parameter.Default;
    }
}
