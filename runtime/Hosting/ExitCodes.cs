namespace TinyTotIL.Runtime.Hosting;

/// <summary>What a process reports, <c>ttil</c> and compiled programs alike. A program's own codes pass through; docs/cli.md lists them all.</summary>
public static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The program was rejected, ended with an error, or its output could not be written.</summary>
    public const int Failure = 1;

    /// <summary>The command line, or a setting in the environment, makes no sense.</summary>
    public const int BadUsage = 2;

    /// <summary>All processes of the program wait for each other; the system's number for a deadlock that was avoided.</summary>
    public const int Deadlock = 35;

    /// <summary>A fault of our own; the system's tables call it an internal software error.</summary>
    public const int InternalError = 70;

    /// <summary>Nobody reads our output any more: what a shell reports for a program ended by a closed pipe.</summary>
    public const int OutputClosed = 141;
}
