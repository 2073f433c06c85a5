namespace TinyTotIL.Compiler.Diagnostics;

/// <content>TT2xxx: linking. TT3xxx: verification.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>The main program cannot be read. Arguments: the path; the system's sentence.</summary>
    public static readonly DiagnosticDescriptor ProgramNotReadable = Error("TT2001", "'{0}' cannot be read: {1}");

    /// <summary>An imported module cannot be read. Arguments: the path; the system's sentence; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor ModuleNotReadable = Warning("TT2002",
        "this IMPORT will raise an error when it runs: '{0}' cannot be read: {1}{2}");

    /// <summary>An imported module is not a valid program. Arguments: the path; its first problem.</summary>
    public static readonly DiagnosticDescriptor ModuleNotValid = Warning("TT2003",
        "this IMPORT will raise an error when it runs: '{0}' is not a valid program: {1}");

    /// <summary>Imports lead to more modules than a program may have. Argument: the limit.</summary>
    public static readonly DiagnosticDescriptor TooManyModules = Error("TT2004", "this IMPORT brings the program over {0} modules");

    /// <summary>The files of a program are too large together. Arguments: the file that is too much; the limit.</summary>
    public static readonly DiagnosticDescriptor ProgramTooLarge = Error("TT2005",
        "'{0}' brings the files of the program over {1} bytes together");

    /// <summary>A program that may be started by its name cannot be read. Arguments: the path; the system's sentence; nothing.</summary>
    public static readonly DiagnosticDescriptor SpawnedProgramNotReadable = Warning("TT2006",
        "a process that is started by this name will not run: '{0}' cannot be read: {1}{2}");

    /// <summary>A program that may be started by its name is not valid. Arguments: the path; its first problem.</summary>
    public static readonly DiagnosticDescriptor SpawnedProgramNotValid = Warning("TT2007",
        "a process that is started by this name will not run: '{0}' is not a valid program: {1}");

    /// <summary>A name that is no program's. Arguments: the name; a hint or nothing.</summary>
    public static readonly DiagnosticDescriptor SpawnedProgramNotFound = Warning("TT2008",
        "no program '{0}' was found next to the program or in examples/, so the process only prints 'Spawned process: {0}'{1}");

    /// <summary>NATIVE names no runtime function. Arguments: the name; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor UnknownNative = Error("TT2009", "there is no runtime function '{0}'{1}");

    /// <summary>NATIVE gives a runtime function another number of values than it takes. Arguments: the name; what it takes; what it is given.</summary>
    public static readonly DiagnosticDescriptor WrongNativeCount = Error("TT2010", "the runtime function '{0}' takes {1}, not {2}");

    /// <summary>EXTERN names no method that can be called. Arguments: the method; what is wrong.</summary>
    public static readonly DiagnosticDescriptor InvalidExtern = Error("TT2011", "'{0}' cannot be called: {1}");

    /// <summary>A referenced assembly offers what a program cannot call. Argument: what is wrong.</summary>
    public static readonly DiagnosticDescriptor ReferenceNotUsable = Error("TT2012", "{0}");

    /// <summary>More instructions than a program may have. Arguments: the number; the limit.</summary>
    public static readonly DiagnosticDescriptor TooManyInstructions = Error("TT3001", "the program has {0} instructions; the limit is {1}");

    /// <summary>An operand that is not what the instruction takes. Arguments: the address; the mnemonic.</summary>
    public static readonly DiagnosticDescriptor OperandDoesNotFit = Error("TT3002",
        "instruction {0} ({1}) has an operand of the wrong kind");

    /// <summary>A structured TRY without its CATCH. Argument: the address.</summary>
    public static readonly DiagnosticDescriptor TryBlockWithoutCatch = Error("TT3003",
        "instruction {0} is a structured TRY that does not lead to a structured CATCH after it");

    /// <summary>A structured CATCH without its END_TRY. Argument: the address.</summary>
    public static readonly DiagnosticDescriptor CatchBlockWithoutEndTry = Error("TT3004",
        "instruction {0} is a structured CATCH that does not lead to a structured END_TRY after it");

    /// <summary>More parameters than a call may have. Arguments: the address; the mnemonic; the number; the limit.</summary>
    public static readonly DiagnosticDescriptor TooManyParameters = Error("TT3005",
        "instruction {0} ({1}) has {2} parameters; the limit is {3}");

    /// <summary>A label that names no place in its module. Arguments: the name; the address.</summary>
    public static readonly DiagnosticDescriptor LabelOutsideModule = Error("TT3006",
        "label '{0}' stands for address {1}, which is outside its module");

    /// <summary>A literal that is not the text of one datum. Arguments: the address; why.</summary>
    public static readonly DiagnosticDescriptor InvalidDatum = Error("TT3007",
        "instruction {0} (PUSH_DATUM) is not followed by one datum: {1}");

    /// <summary>A top level that goes on into a function below it. Argument: the function.</summary>
    public static readonly DiagnosticDescriptor TopLevelRunsIntoFunction = Warning("TT3101",
        "the top level runs on into function '{0}'; is a HALT missing before it?");

    /// <summary>A function that goes on into what is below it. Arguments: the function; what is below.</summary>
    public static readonly DiagnosticDescriptor FunctionRunsOn = Warning("TT3102",
        "function '{0}' runs on into {1}; is a RET missing before it?");

    /// <summary>A function that goes on to the end of the file. Argument: the function.</summary>
    public static readonly DiagnosticDescriptor FunctionReachesEnd = Warning("TT3103",
        "function '{0}' runs on from here to the end of the file, where the program ends; is a RET missing?");

    /// <summary>An instruction that always finds too few values. Arguments: the mnemonic; how many it takes; what is there.</summary>
    public static readonly DiagnosticDescriptor TooFewValues = Warning("TT3104",
        "{0} takes {1}, but the stack {2} here: this fails whenever it is reached");

    /// <summary>A RET that only a top level gets to.</summary>
    public static readonly DiagnosticDescriptor ReturnAtTopLevel = Warning("TT3105",
        "RET fails outside functions, and only the top level gets here; HALT ends it");

    /// <summary>A variable that nothing sets. Arguments: its name; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor NameWithoutValue = Warning("TT3106", "nothing in this program gives '{0}' a value{1}");

    private static DiagnosticDescriptor Warning(string code, string message) => new(code, Severity.Warning, message);

    /// <summary>A process that never exists. Argument: the mnemonic.</summary>
    public static readonly DiagnosticDescriptor NoSuchProcess = Warning("TT3108",
        "there is no process 0, so this fails; {0} without a number takes the process from the stack");

    /// <summary>A pattern that no message comes to. Arguments: the pattern; the earlier one that takes its messages.</summary>
    public static readonly DiagnosticDescriptor PatternNeverMatches = Warning("TT3109",
        "no message comes to the pattern '{0}': '{1}' before it takes all that match");

    /// <summary>A function that cannot be started this way. Arguments: the mnemonic; parameters it has; parameters it may have; what helps.</summary>
    public static readonly DiagnosticDescriptor WrongStart = Warning("TT3110",
        "{0} starts a function with {2}, and this one has {1}; {3}");
}
