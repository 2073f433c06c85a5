namespace TinyTotIL.Runtime.Natives;

/// <summary>Makes a public static method callable by the NATIVE instruction.</summary>
/// <remarks>
/// <para>
/// The method may take the running <see cref="Processes.ProcessContext"/> first, and then values: <see cref="long"/>, <see cref="double"/>
/// (an integer is converted), <see cref="bool"/>, <see cref="string"/>, <see cref="Values.Value"/> or one of the classes that hold values.
/// Arguments are checked before it is called. It returns one of these, or nothing, which gives null; a method that may have no text to give
/// returns a <see cref="Values.Value"/>.
/// </para>
/// <para>
/// It fails by <see cref="Processes.ProcessContext.Raise(string)"/>, and returns any value then. In the runtime's own library nothing may
/// be thrown.
/// </para>
/// </remarks>
/// <param name="name">What NATIVE calls it; in the runtime's own library a subject and a name, such as <c>math.sin</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TtvmFunctionAttribute(string name) : Attribute
{
    /// <summary>What NATIVE calls it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it only makes sense in a process: a program that calls it runs all its code in processes.</summary>
    public bool NeedsProcesses { get; init; }

    /// <summary>
    /// Whether it may keep its thread waiting: a process then waits for it while others go on, and it runs on a thread of its own. It cannot take the running process.
    /// For methods of other assemblies; the runtime's own wait without a thread.
    /// </summary>
    public bool MayWait { get; init; }
}
