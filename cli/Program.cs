using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli;

/// <summary>The entry point. Whatever happens below, it ends in an exit code and at most a clear sentence.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        SystemMemory.LimitHeap();
        var host = SystemHost.Create();
        try
        {
            var context = new CommandContext(host);
            int code = PlainRun.TryExecute(arguments, context) ?? CommandLine.Execute(arguments, context);
            host.Console.Flush();
            return code;
        }
        catch (OutputClosedException)
        {
            return ExitCodes.OutputClosed;
        }
        catch (HostException error)
        {
            // Files have their own messages, so this is our own output that could not be written.
            host.Console.WriteErrorLine($"Error: {ErrorText.FileError("stdout", error.Message)}");
            return ExitCodes.Failure;
        }
        catch (Exception error) when (error is OutOfMemoryException or InsufficientExecutionStackException)
        {
            host.Console.WriteErrorLine("Error: there is not enough memory to compile this program");
            return ExitCodes.Failure;
        }
        catch (Exception error)
        {
            Report(error, host);
            return ExitCodes.InternalError;
        }
    }

    private static void Report(Exception error, HostServices host)
    {
        // What went wrong inside a static constructor says more than that one failed.
        while (error is TypeInitializationException { InnerException: { } cause })
        {
            error = cause;
        }

        string message = error.Message.ReplaceLineEndings(" ").TrimEnd();
        string problem = error is InternalCompilerException ? message : $"internal error ({error.GetType().Name}): {message}";
        host.Console.WriteErrorLine(
            $"""
            Error: {problem}
            This is a fault of ttil, not of your program. Please report it together with the program.
            """);
        if (host.Environment.GetVariable(ProgramHost.TraceVariable) == "1")
        {
            host.Console.WriteErrorLine(error.ToString());
        }
        else
        {
            host.Console.WriteErrorLine($"With {ProgramHost.TraceVariable}=1 in the environment ttil says where it happened.");
        }
    }
}
