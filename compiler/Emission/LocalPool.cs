using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Temporaries of one method, shared by uses that do not overlap.</summary>
/// <example><code>using var text = pool.Borrow(types.String);</code></example>
internal sealed class LocalPool
{
    private readonly IIlEmitter _il;
    private readonly Dictionary<string, Stack<VariableDefinition>> _free = [];

    /// <summary>Creates the pool of a method.</summary>
    /// <param name="il">The method.</param>
    public LocalPool(IIlEmitter il) => _il = il;

    /// <summary>Lends a local until the loan is disposed of. It holds whatever its last user left.</summary>
    /// <param name="type">Its type.</param>
    public Loan Borrow(TypeReference type)
    {
        if (!_free.TryGetValue(type.FullName, out var free))
        {
            free = new Stack<VariableDefinition>();
            _free.Add(type.FullName, free);
        }

        return new Loan(free.TryPop(out var local) ? local : _il.DeclareLocal(type), free);
    }

    /// <summary>A local that is lent.</summary>
    internal sealed class Loan : IDisposable
    {
        private readonly VariableDefinition _local;
        private Stack<VariableDefinition>? _home;

        public Loan(VariableDefinition local, Stack<VariableDefinition> home)
        {
            _local = local;
            _home = home;
        }

        /// <summary>The local.</summary>
        /// <exception cref="ObjectDisposedException">It was given back.</exception>
        public VariableDefinition Local => _home is null ? throw new ObjectDisposedException(nameof(Loan)) : _local;

        /// <summary>The local, where one is wanted.</summary>
        public static implicit operator VariableDefinition(Loan loan) => loan.Local;

        /// <summary>Gives the local back, once.</summary>
        public void Dispose()
        {
            _home?.Push(_local);
            _home = null;
        }
    }
}
