using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>Where the names of an expression mean something.</summary>
internal interface IExpressionScope
{
    /// <summary>The value of a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    bool TryGet(string name, out Value value);

    /// <summary>Why a name means nothing here; null when there is no variable of the name.</summary>
    /// <param name="name">The name.</param>
    string? WhyUnknown(string name) => null;
}
