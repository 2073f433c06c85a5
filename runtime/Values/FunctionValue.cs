using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Values;

/// <summary>A function or closure value.</summary>
/// <remarks>
/// Most closures capture one or two variables, and keep them in the value itself: making one is a single allocation, and
/// reading what it captured a single load. A closure over more keeps all of them in an array, and the first two in the value as
/// well: where a captured value is depends on its number alone.
/// </remarks>
public sealed class FunctionValue : HeapValue
{
    /// <summary>How many captured values the value itself has room for.</summary>
    public const int MostInline = 2;

    /// <summary>What the function is.</summary>
    public readonly FunctionPrototype Prototype;

    /// <summary>The first captured value.</summary>
    public readonly Value Captured0;

    /// <summary>The second captured value.</summary>
    public readonly Value Captured1;

    /// <summary>All captured values, in the order of <see cref="FunctionPrototype.CapturedNames"/>; null in a closure made without an array.</summary>
    public readonly Value[]? Captured;

    /// <summary>Makes a plain function.</summary>
    /// <param name="prototype">What the function is.</param>
    public FunctionValue(FunctionPrototype prototype) => Prototype = prototype;

    /// <summary>Makes a closure over one variable.</summary>
    /// <param name="prototype">What the function is.</param>
    /// <param name="captured">The captured value.</param>
    public FunctionValue(FunctionPrototype prototype, Value captured)
    {
        Prototype = prototype;
        Value.Fill(ref Captured0, captured);
    }

    /// <summary>Makes a closure over two variables.</summary>
    /// <param name="prototype">What the function is.</param>
    /// <param name="first">The value captured first.</param>
    /// <param name="second">The value captured second.</param>
    public FunctionValue(FunctionPrototype prototype, Value first, Value second)
    {
        Prototype = prototype;
        Value.Fill(ref Captured0, first);
        Value.Fill(ref Captured1, second);
    }

    /// <summary>Makes a function value.</summary>
    /// <param name="prototype">What the function is.</param>
    /// <param name="captured">Captured values in the order of the prototype's names; null for a plain function.</param>
    [OverloadResolutionPriority(1)]
    public FunctionValue(FunctionPrototype prototype, Value[]? captured)
    {
        Prototype = prototype;
        Captured = captured;
        if (captured is [var first, ..])
        {
            Captured0 = first;
            Captured1 = captured.Length > 1 ? captured[1] : default;
        }
    }

    /// <inheritdoc/>
    public override ValueKind Kind => Prototype.IsClosure ? ValueKind.Closure : ValueKind.Function;

    /// <summary>How many values are captured.</summary>
    public int CapturedCount => Prototype.CapturedNames?.Length ?? 0;

    /// <summary>A captured value.</summary>
    /// <param name="index">Its place in <see cref="FunctionPrototype.CapturedNames"/>.</param>
    public Value CapturedAt(int index) =>
        index >= MostInline ? Captured![index] : index == 0 ? Captured0 : Captured1;

    /// <summary>Makes a closure whose captured values are put in by <see cref="Fill"/>, before anybody else sees it.</summary>
    /// <param name="prototype">What the function is.</param>
    internal static FunctionValue Unfilled(FunctionPrototype prototype) => new(prototype, new Value[prototype.CapturedNames!.Length]);

    /// <summary>Puts a captured value into a closure made by <see cref="Unfilled"/>.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="value">The value.</param>
    internal void Fill(int index, Value value)
    {
        Captured![index] = value;
        if (index < MostInline)
        {
            Value.Fill(ref Unsafe.AsRef(in index == 0 ? ref Captured0 : ref Captured1), value);
        }
    }

    /// <summary>All captured values, in an array the caller does not write to.</summary>
    internal Value[] CopyCaptured()
    {
        var values = new Value[CapturedCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = CapturedAt(i);
        }

        return values;
    }
}
