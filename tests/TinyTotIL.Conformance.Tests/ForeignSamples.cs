using System.Diagnostics;
using System.Reflection;
using System.Text;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Methods that programs of tests call: what a user's own assembly may hold.</summary>
public static class ForeignSamples
{
    [TtvmFunction("sample.add")]
    public static long Add(long a, long b) => a + b;

    [TtvmFunction("sample.builder")]
    public static StringBuilder Builder(string start) => new(start);

    [TtvmFunction("sample.append")]
    public static StringBuilder Append(StringBuilder builder, string text) => builder.Append(text);

    [TtvmFunction("sample.text")]
    public static string Text(StringBuilder builder) => builder.ToString();

    [TtvmFunction("sample.fail")]
    public static void Fail(string message) => throw new InvalidOperationException(message);

    [TtvmFunction("sample.raise")]
    public static long Raise(ProcessContext context, string message)
    {
        context.Raise("raised: " + message);
        return 0;
    }

    /// <summary>Waits until another process has called <see cref="Open"/>.</summary>
    [TtvmFunction("sample.wait", MayWait = true)]
    public static long Wait(ForeignGate gate) => gate.Wait();

    [TtvmFunction("sample.gate")]
    public static ForeignGate Gate() => new();

    [TtvmFunction("sample.open")]
    public static void Open(ForeignGate gate, long value) => gate.Open(value);

    [TtvmFunction("sample.fail_later", MayWait = true)]
    public static void FailLater(string message) => throw new InvalidOperationException(message);

    public static int Half(int number) => number / 2;

    public static byte Octet(byte number, sbyte signed) => (byte)(number + signed);

    public static uint Large() => uint.MaxValue;

    public static ulong TooLarge() => ulong.MaxValue;

    public static float Twice(float number) => number * 2;

    public static string? Perhaps(bool isThere) => isThere ? "there" : null;

    public static string[] Words(string text) => text.Split(' ');

    public static long Total(long[] numbers) => numbers.Sum();

    public static string Letters(char first, string second) => first + second;

    public static byte[] Backwards(byte[] bytes)
    {
        Array.Reverse(bytes);
        return bytes;
    }

    public static DayOfWeek NextDay(DayOfWeek day) => (DayOfWeek)(((int)day + 1) % 7);

    public static int? Maybe(int? number) => number + 1;

    public static ListValue? Same(ListValue? list) => list;

    public static decimal Exact(decimal number) => number / 4;

    public static object Sneaky() => typeof(string);

    public static Type Refused() => typeof(string);

    public static void Assemblies(Assembly assembly) => assembly.GetName();

    public static void ByReference(ref long number) => number++;

    public static int Pick(int number) => number;

    public static int Pick(byte number) => -number;

    public static int Pick(string text) => text.Length;

    public static int[,] Grid() => new int[2, 2];

    public static int[][] Rows() => [[1, 2], [3]];

    public static object[] Circle()
    {
        object[] circle = new object[1];
        circle[0] = circle;
        return circle;
    }

    public static void Silent() => throw new SilentException();

    /// <summary>The methods of the calling program that .NET sees on the stack, with file and line as the symbols give them, innermost first.</summary>
    [TtvmFunction("sample.callers")]
    public static string Callers() => string.Join("|", new StackTrace(fNeedFileInfo: true).GetFrames()
        .Where(frame => frame.GetMethod()?.DeclaringType?.GetMethod("$image", BindingFlags.NonPublic | BindingFlags.Static) is not null && frame.GetFileName() is not null)
        .Select(frame => $"{frame.GetMethod()!.Name} {frame.GetFileName()}:{frame.GetFileLineNumber()}:{frame.GetFileColumnNumber()}"));

    public static T Generic<T>(T value) => value;
}
