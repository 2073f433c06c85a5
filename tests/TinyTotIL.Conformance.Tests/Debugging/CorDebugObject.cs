using System.Runtime.InteropServices;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>An object of .NET's debugging interface, whose functions are called by their place in its table.</summary>
/// <remarks>References are not given back: a test holds a few, and the process ends soon.</remarks>
/// <param name="Address">Its address.</param>
internal readonly unsafe record struct CorDebugObject(nint Address)
{
    /// <summary>Asks for another interface of the object; null when it has none.</summary>
    /// <param name="id">The interface.</param>
    public CorDebugObject? As(string id)
    {
        var guid = new Guid(id);
        nint result;
        return ((delegate* unmanaged<nint, Guid*, nint*, int>)At(0))(Address, &guid, &result) < 0 ? null : new CorDebugObject(result);
    }

    /// <summary>Calls a function without parameters.</summary>
    /// <param name="place">Its place.</param>
    public void Call(int place) => Check(((delegate* unmanaged<nint, int>)At(place))(Address));

    /// <summary>Calls a function with a number.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="number">The number.</param>
    public void Call(int place, nint number) => Check(((delegate* unmanaged<nint, nint, int>)At(place))(Address, number));

    /// <summary>Calls a function that gives an object; null when it refuses.</summary>
    /// <param name="place">Its place.</param>
    public CorDebugObject? Get(int place)
    {
        nint result;
        return ((delegate* unmanaged<nint, nint*, int>)At(place))(Address, &result) < 0 || result == 0 ? null : new CorDebugObject(result);
    }

    /// <summary>Calls a function that gives an object for a number; null when it refuses.</summary>
    /// <param name="place">Its place.</param>
    /// <param name="number">The number.</param>
    public CorDebugObject? Get(int place, int number)
    {
        nint result;
        return ((delegate* unmanaged<nint, int, nint*, int>)At(place))(Address, number, &result) < 0 ? null : new CorDebugObject(result);
    }

    /// <summary>Calls a function that gives a number.</summary>
    /// <param name="place">Its place.</param>
    public ulong GetNumber(int place)
    {
        ulong result = 0;
        Check(((delegate* unmanaged<nint, ulong*, int>)At(place))(Address, &result));
        return result;
    }

    /// <summary>Calls a function that gives two numbers, and gives the first.</summary>
    /// <param name="place">Its place.</param>
    public int GetFirst(int place)
    {
        int first, second;
        Check(((delegate* unmanaged<nint, int*, int*, int>)At(place))(Address, &first, &second));
        return first;
    }

    /// <summary>Calls a function that gives text.</summary>
    /// <param name="place">Its place.</param>
    public string GetText(int place)
    {
        char* text = stackalloc char[1024];
        int length;
        Check(((delegate* unmanaged<nint, int, int*, char*, int>)At(place))(Address, 1024, &length, text));
        return new string(text);
    }

    /// <summary>Steps as long as control stays in a range.</summary>
    /// <param name="into">Whether to step into calls.</param>
    /// <param name="start">First offset of the range.</param>
    /// <param name="end">The offset behind it.</param>
    public void StepRange(bool into, int start, int end)
    {
        int* range = stackalloc int[] { start, end };
        Check(((delegate* unmanaged<nint, int, int*, int, int>)At(8))(Address, into ? 1 : 0, range, 1));
    }

    /// <summary>Reads memory of a process.</summary>
    /// <param name="from">The address.</param>
    /// <param name="words">Receives it.</param>
    public void Read(ulong from, Span<long> words)
    {
        nuint read;
        fixed (long* target = words)
        {
            Check(((delegate* unmanaged<nint, ulong, int, long*, nuint*, int>)At(21))(Address, from, words.Length * sizeof(long), target, &read));
        }
    }

    private nint At(int place) => (*(nint**)Address)[place];

    private static void Check(int result) => Marshal.ThrowExceptionForHR(result);
}
