namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>What is done with the value of an expression.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="True">Of a test, where to go unless the value is false.</param>
/// <param name="False">Of a test, where to go otherwise.</param>
/// <param name="Next">Of a test, which of both comes directly after the code of the expression; null for neither.</param>
/// <param name="Count">Of several values, how many.</param>
/// <param name="HasRest">Of several values, whether a list of further ones comes after them.</param>
internal readonly record struct Destination(
    DestinationKind Kind, JumpLabel? True = null, JumpLabel? False = null, JumpLabel? Next = null, int Count = 0, bool HasRest = false)
{
    /// <summary>It stays on the operand stack.</summary>
    public static Destination Push => new(DestinationKind.Push);

    /// <summary>It is not needed.</summary>
    public static Destination Drop => new(DestinationKind.Drop);

    /// <summary>It is the value of the function.</summary>
    public static Destination Return => new(DestinationKind.Return);

    /// <summary>Whether control goes on behind the code of the expression.</summary>
    public bool Continues => Kind is DestinationKind.Push or DestinationKind.Drop or DestinationKind.Spread;

    /// <summary>The same for an expression behind whose code there is other code.</summary>
    public Destination NotLast => this with { Next = null };

    /// <summary>Where a test goes for a value that is known.</summary>
    /// <param name="truth">Whether it counts as true.</param>
    public JumpLabel On(bool truth) => (truth ? True : False)!;
}
