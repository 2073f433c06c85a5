using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>A small debugger on the interface that all .NET debuggers use: it attaches to a program, binds a breakpoint by its line, steps, and reads variables.</summary>
/// <remarks>
/// It does what debuggers do: a step goes on while control stays in the range of the current sequence point; where there is no source it goes on by
/// itself, out of code of others and through what is hidden. Numbers of functions are those of the interface's definition, cordebug.idl.
/// </remarks>
internal sealed class ManagedDebugger : IDisposable
{
    /// <summary>The library, which lies beside the runtime.</summary>
    public const string Library = "libmscordbi.so";

    private const string Ready = "ready";
    private const int VersionOfInterface = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<(CorDebugObject Controller, CorDebugObject? Thread, bool IsStep)> _stops = [];
    private readonly ManualResetEventSlim _isBound = new();
    private readonly PEReader _image;
    private readonly MetadataReaderProvider _symbols;
    private readonly MetadataReader _metadata;
    private readonly MetadataReader _pdb;
    private readonly string _dll;
    private readonly int _line;
    private readonly Process _program;
    private readonly CorDebugObject _interface;
    private readonly CorDebugObject _process;
    private CorDebugObject _module;
    private CorDebugObject _controller;
    private CorDebugObject _thread;
    private (int Start, int End) _range;
    private string? _failure;

    /// <summary>Starts a compiled program, which prints <c>ready</c> and waits for a line, and goes on to a breakpoint.</summary>
    /// <param name="dll">The program.</param>
    /// <param name="line">The line of the breakpoint.</param>
    public ManagedDebugger(string dll, int line)
    {
        (_dll, _line) = (dll, line);
        _image = new PEReader(File.ReadAllBytes(dll).ToImmutableArray());
        _symbols = MetadataReaderProvider.FromPortablePdbImage(File.ReadAllBytes(Path.ChangeExtension(dll, ".pdb")).ToImmutableArray());
        (_metadata, _pdb) = (_image.GetMetadataReader(), _symbols.GetMetadataReader());
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [dll]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["TTIL_WORKERS"] = "1";
        _program = Process.Start(start)!;
        Assert.Equal(Ready, _program.StandardOutput.ReadLine());
        _interface = Open(_program.Id);
        _interface.Call(3);
        _interface.Call(5, CorDebugCallbacks.Create(this));
        _process = Attach(_interface, _program.Id);
        Assert.True(_isBound.Wait(Patience), "the program's module was not seen");
        Assert.Null(_failure);
        _program.StandardInput.WriteLine();
    }

    /// <summary>Goes on to the breakpoint.</summary>
    public DebuggerStop WaitForBreakpoint() => WaitForStop(step: null);

    /// <summary>Goes on from where the program stands to the breakpoint.</summary>
    public DebuggerStop Continue()
    {
        GoOn(_controller.Address);
        return WaitForStop(step: null);
    }

    /// <summary>Steps to the next line of this function or its caller.</summary>
    public DebuggerStop StepOver() => Step(into: false);

    /// <summary>Steps to the next line, in whatever function.</summary>
    public DebuggerStop StepInto() => Step(into: true);

    /// <summary>Goes on until the function returns to a line.</summary>
    public DebuggerStop StepOut()
    {
        NewStepper().Call(9);
        GoOn(_controller.Address);
        return WaitForStop(step: false, mayBeInside: true);
    }

    /// <summary>Lets the program run to its end.</summary>
    /// <returns>What it has printed since it was ready.</returns>
    public string Finish()
    {
        GoOn(_controller.Address);
        while (_stops.TryTake(out var stop, Patience) && stop.Thread is not null)
        {
            GoOn(stop.Controller.Address);
        }

        return _program.StandardOutput.ReadToEnd();
    }

    /// <summary>Ends the program, if it has not ended.</summary>
    public void Dispose()
    {
        if (!_program.HasExited)
        {
            _program.Kill();
        }

        _program.Dispose();
        _symbols.Dispose();
        _image.Dispose();
        _stops.Dispose();
        _isBound.Dispose();
    }

    /// <summary>Lets a program run on. One that ends refuses.</summary>
    /// <param name="controller">The program.</param>
    public static unsafe void GoOn(nint controller) => ((delegate* unmanaged<nint, int, int>)(*(nint**)controller)[4])(controller, 0);

    /// <summary>The program has stopped.</summary>
    public void Stopped(nint controller, nint thread, bool isStep) => _stops.Add((new CorDebugObject(controller), new CorDebugObject(thread), isStep));

    /// <summary>The program has ended.</summary>
    public void Ended(nint controller)
    {
        GoOn(controller);
        _stops.Add((new CorDebugObject(controller), null, false));
    }

    /// <summary>The program has loaded a module: binds the breakpoint when it is its own.</summary>
    public void Loaded(nint module)
    {
        try
        {
            var loaded = new CorDebugObject(module);
            if (Path.GetFullPath(loaded.GetText(6)) == Path.GetFullPath(_dll))
            {
                _module = loaded;
                Bind();
                _isBound.Set();
            }
        }
        catch (Exception error) when (error is COMException or ArgumentException or InvalidOperationException)
        {
            _failure = error.ToString();
            _isBound.Set();
        }
    }

    /// <summary>A debugger looks for the first point of the line in each method.</summary>
    private void Bind()
    {
        foreach (var method in _metadata.MethodDefinitions)
        {
            foreach (var point in PointsOf(method).Where(point => !point.IsHidden && point.StartLine == _line).Take(1))
            {
                var code = _module.Get(9, MetadataTokens.GetToken(method))!.Value.Get(6)!.Value;
                code.Get(7, point.Offset)!.Value.Call(3, 1);
            }
        }
    }

    private SequencePoint[] PointsOf(MethodDefinitionHandle method) =>
        [.. _pdb.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints()];

    private DebuggerStop Step(bool into)
    {
        NewStepper().StepRange(into, _range.Start, _range.End);
        GoOn(_controller.Address);
        return WaitForStop(into);
    }

    private CorDebugObject NewStepper()
    {
        var stepper = _thread.Get(12)!.Value;
        // Nowhere but in code.
        stepper.Call(5, 0);
        stepper.Call(6, 0);
        return stepper;
    }

    private DebuggerStop WaitForStop(bool? step, bool mayBeInside = false)
    {
        while (true)
        {
            Assert.True(_stops.TryTake(out var stop, Patience), "the program neither stops nor ends");
            Assert.True(stop.Thread is not null, "the program has ended");
            (_controller, _thread) = (stop.Controller, stop.Thread.Value);
            var frame = _thread.Get(15)?.As("03E26311-4F76-11d3-88C6-006097945418");
            if (frame is null || frame.Value.Get(5)?.Get(3) != _module)
            {
                // Code of others, without source.
                NewStepper().Call(9);
            }
            else
            {
                int position = frame.Value.GetFirst(11);
                var method = (MethodDefinitionHandle)MetadataTokens.EntityHandle((int)frame.Value.GetNumber(6));
                var points = PointsOf(method);
                int index = Array.FindLastIndex(points, point => point.Offset <= position);
                int end = index + 1 < points.Length ? points[index + 1].Offset : CodeSizeOf(method);
                _range = (index < 0 ? 0 : points[index].Offset, end);
                if (index >= 0 && !points[index].IsHidden && (mayBeInside || !stop.IsStep || position == points[index].Offset))
                {
                    return new DebuggerStop(_metadata.GetString(_metadata.GetMethodDefinition(method).Name), points[index].StartLine, Variables(frame.Value, method, position));
                }

                NewStepper().StepRange(step ?? false, _range.Start, _range.End);
            }

            GoOn(_controller.Address);
        }
    }

    private int CodeSizeOf(MethodDefinitionHandle method) =>
        _image.GetMethodBody(_metadata.GetMethodDefinition(method).RelativeVirtualAddress).GetILReader().Length;

    private Dictionary<string, string> Variables(CorDebugObject frame, MethodDefinitionHandle method, int position)
    {
        var values = new Dictionary<string, string>();
        foreach (var parameter in _metadata.GetMethodDefinition(method).GetParameters().Select(_metadata.GetParameter))
        {
            values[_metadata.GetString(parameter.Name)] = Show(frame.Get(16, parameter.SequenceNumber - 1));
        }

        foreach (var scope in _pdb.GetLocalScopes(method).Select(_pdb.GetLocalScope).Where(scope => scope.StartOffset <= position && position < scope.EndOffset))
        {
            foreach (var local in scope.GetLocalVariables().Select(_pdb.GetLocalVariable))
            {
                values[_pdb.GetString(local.Name)] = Show(frame.Get(14, local.Index));
            }
        }

        return values;
    }

    /// <summary>A value of the language is two words, the first of them zero in an integer.</summary>
    private string Show(CorDebugObject? value)
    {
        const int Size = 16;
        if (value is not { } found || (int)found.GetNumber(4) != Size)
        {
            return "-";
        }

        Span<long> words = stackalloc long[2];
        _process.Read(found.GetNumber(5), words);
        return words[0] == 0 ? words[1].ToString(CultureInfo.InvariantCulture) : "-";
    }

    /// <summary>Finds the runtime of a process, and makes the interface for it.</summary>
    private static unsafe CorDebugObject Open(int process)
    {
        string runtime = File.ReadLines($"/proc/{process}/maps").First(line => line.EndsWith("/libcoreclr.so", StringComparison.Ordinal));
        nint address = nint.Parse(runtime.AsSpan(0, runtime.IndexOf('-', StringComparison.Ordinal)), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        string folder = Path.GetDirectoryName(runtime[runtime.IndexOf('/', StringComparison.Ordinal)..])!;
        nint library = NativeLibrary.Load(Path.Combine(folder, Library));
        _ = ((delegate* unmanaged<nint, int, nint, int>)NativeLibrary.GetExport(library, "DllMain"))(library, 1, 0);
        nint unknown;
        Marshal.ThrowExceptionForHR(((delegate* unmanaged<int, int, nint, nint*, int>)NativeLibrary.GetExport(library, "CoreCLRCreateCordbObject"))(
            VersionOfInterface, process, address, &unknown));
        return new CorDebugObject(unknown).As("3d6f5f61-7538-11d3-8d5b-00104b35e7ef")!.Value;
    }

    private static unsafe CorDebugObject Attach(CorDebugObject debugger, int process)
    {
        nint result;
        Marshal.ThrowExceptionForHR(((delegate* unmanaged<nint, int, int, nint*, int>)(*(nint**)debugger.Address)[8])(debugger.Address, process, 0, &result));
        return new CorDebugObject(result);
    }
}
