using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What all procedures on the ports of Lisp have in common.</summary>
internal static class PortOperations
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>The parameter object of a current port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">Which: 0 for input, 1 for output, 2 for errors.</param>
    public static ParameterValue CurrentParameter(ProcessContext context, int number) => context.Ports.Current(number, number => MakeStandard(context, number));

    /// <summary>The current input port.</summary>
    /// <param name="context">The running process.</param>
    public static Value CurrentInput(ProcessContext context) => ParameterOperations.Get(context, CurrentParameter(context, Input));

    /// <summary>The current output port.</summary>
    /// <param name="context">The running process.</param>
    public static Value CurrentOutput(ProcessContext context) => ParameterOperations.Get(context, CurrentParameter(context, Output));

    /// <summary>Makes the running process the owner of a port that it has opened on a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    public static Value Own(ProcessContext context, PortValue port)
    {
        context.Ports.Add(port);
        context.Scheduler?.Owners.Set(port, context.Process!.Id);
        return Value.From(port);
    }

    /// <summary>Closes a port. One that is closed stays so.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    public static void Close(ProcessContext context, PortValue port)
    {
        context.Ports.Release(port);
        context.Scheduler?.Owners.Forget(port);
        if (context.IsPreemptive)
        {
            lock (port)
            {
                port.Close();
            }
        }
        else
        {
            port.Close();
        }

        if (port.Failure is { } failure)
        {
            context.Raise(ErrorText.FileError(port.Name, failure));
        }
    }

    /// <summary>Uses an input port, elsewhere if it may wait.</summary>
    /// <typeparam name="TPort">The kind of port.</typeparam>
    /// <typeparam name="TArgument">What the use needs besides.</typeparam>
    /// <param name="context">The running process. When it is leaving the stack afterwards, or an error is under way, there is no result.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="expected">The kind of port in error texts.</param>
    /// <param name="port">The port.</param>
    /// <param name="argument">What the use needs besides.</param>
    /// <param name="use">What to do; it must not touch the context.</param>
    /// <param name="needsLine">Whether it waits for no more than a line.</param>
    public static Value Read<TPort, TArgument>(
        ProcessContext context, string procedure, string expected, Value port, TArgument argument, Func<TPort, TArgument, Value> use, bool needsLine = false)
        where TPort : PortValue
    {
        if (port.Tag is not TPort input)
        {
            context.RaiseWrongType(procedure, expected, port);
            return default;
        }

        try
        {
            // Asked again when what it has waited for is there, it takes that even if the port has been closed meanwhile.
            if (input.MayWait && Offload.IsElsewhere(context) && (Offload.IsUnderWay(context) || !needsLine || !HasLine(input)))
            {
                return Offload.Await(context, () => UseLocked(input, argument, use));
            }

            return !context.IsPreemptive && input.IsOpen ? use(input, argument) : UseLocked(input, argument, use);
        }
        catch (HostException error)
        {
            context.Raise(input.IsOpen ? ErrorText.FileError(input.Name, error.Message) : $"{procedure}: {error.Message}");
        }
        catch (DatumException error)
        {
            context.Raise(ErrorText.ReadError(error.Message));
        }

        return default;
    }

    /// <summary>Writes a value to a textual port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="port">The port.</param>
    /// <param name="value">The value.</param>
    /// <param name="style">In which way.</param>
    public static Value Write(ProcessContext context, string procedure, Value port, Value value, DatumStyle style)
    {
        switch (port.Tag)
        {
            case StringOutputPort { IsOpen: true } strings when !context.IsPreemptive:
                return Collect(context, strings, value, style);
            case ConsoleOutputPort { IsOpen: true } console:
                WriteToConsole(context, console, value, style);
                return Value.Unspecified;
            case TextOutputPort output:
                return Change(context, procedure, output, (value, style, context.ProcedureNames), static (port, what) => port.Write(what.value, what.style, what.ProcedureNames));
            default:
                context.RaiseWrongType(procedure, "a textual output port", port);
                return default;
        }
    }

    /// <summary>Uses an output port.</summary>
    /// <typeparam name="TPort">The kind of port.</typeparam>
    /// <typeparam name="TArgument">What the use needs besides.</typeparam>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="port">The port.</param>
    /// <param name="argument">What the use needs besides.</param>
    /// <param name="use">What to do.</param>
    public static Value Change<TPort, TArgument>(ProcessContext context, string procedure, TPort port, TArgument argument, Action<TPort, TArgument> use)
        where TPort : PortValue
    {
        try
        {
            bool isLocked = false;
            try
            {
                if (context.IsPreemptive)
                {
                    Monitor.Enter(port, ref isLocked);
                }

                CheckOpen(port);
                use(port, argument);
            }
            finally
            {
                if (isLocked)
                {
                    Monitor.Exit(port);
                }
            }

            return Value.Unspecified;
        }
        catch (HostException error)
        {
            context.Raise(port.IsOpen ? ErrorText.FileError(port.Name, error.Message) : $"{procedure}: {error.Message}");
            return default;
        }
    }

    /// <summary>Writes where nobody else can be writing: what programs do most.</summary>
    private static Value Collect(ProcessContext context, StringOutputPort port, in Value value, DatumStyle style)
    {
        try
        {
            port.Write(value, style, context.ProcedureNames);
            return Value.Unspecified;
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(port.Name, error.Message));
            return default;
        }
    }

    /// <summary>Asks whether a port has a line; no while another process uses it.</summary>
    private static bool HasLine(PortValue port)
    {
        if (!Monitor.TryEnter(port))
        {
            return false;
        }

        try
        {
            return port.HasLine;
        }
        finally
        {
            Monitor.Exit(port);
        }
    }

    private static Value UseLocked<TPort, TArgument>(TPort port, TArgument argument, Func<TPort, TArgument, Value> use)
        where TPort : PortValue
    {
        lock (port)
        {
            CheckOpen(port);
            return use(port, argument);
        }
    }

    private static void CheckOpen(PortValue port)
    {
        if (!port.IsOpen)
        {
            throw new HostException("the port is closed");
        }
    }

    /// <summary>Writes so that no other process writes in between; a program that has been told to end writes no more.</summary>
    private static void WriteToConsole(ProcessContext context, ConsoleOutputPort port, Value value, DatumStyle style)
    {
        if (context.Scheduler is not { } scheduler)
        {
            port.Write(value, style, context.ProcedureNames);
            return;
        }

        lock (scheduler.Output)
        {
            if (!scheduler.IsStopping)
            {
                port.Write(value, style, context.ProcedureNames);
            }
        }

        if (context.Host.Console.IsBehind)
        {
            context.AwaitOutput();
        }
    }

    private static PortValue MakeStandard(ProcessContext context, int number)
    {
        var console = context.Host.Console;
        if (number != Error)
        {
            return number == Input ? new ConsoleInputPort(console) : new ConsoleOutputPort(console);
        }

        var port = new ErrorOutputPort(console);
        context.Ports.Add(port);
        return port;
    }
}
