namespace TinyTotIL.Compiler.Diagnostics;

/// <content>TT1xxx: reading and writing programs. TT10xx is text, TT11xx binary.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>A mnemonic nobody knows. Arguments: the mnemonic; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor UnknownInstruction = Error("TT1001", "unknown instruction '{0}'{1}");

    /// <summary>A tab where a space belongs. Argument: the mnemonic before it.</summary>
    public static readonly DiagnosticDescriptor TabAfterMnemonic = Error("TT1002",
        "only a space separates an instruction from its operand, but a tab follows '{0}'");

    /// <summary>A byte-order mark at the beginning of the file.</summary>
    public static readonly DiagnosticDescriptor ByteOrderMark = Error("TT1003",
        "the file begins with a byte-order mark, which counts as part of the first line; save the file as UTF-8 without it");

    /// <summary>LABEL alone.</summary>
    public static readonly DiagnosticDescriptor LabelWithoutName = Error("TT1004", "LABEL needs a name");

    /// <summary>An operand left out. Arguments: the mnemonic; what it needs.</summary>
    public static readonly DiagnosticDescriptor MissingOperand = Error("TT1005", "{0} needs {1}");

    /// <summary>A bad PUSH_INT. Arguments: the text; why.</summary>
    public static readonly DiagnosticDescriptor InvalidInteger = Error("TT1006", "'{0}' is not an integer: {1}");

    /// <summary>A bad PUSH_FLOAT. Arguments: the text; why.</summary>
    public static readonly DiagnosticDescriptor InvalidFloat = Error("TT1007", "'{0}' is not a float: {1}");

    /// <summary>A bad PUSH_BOOL. Arguments: the text; why.</summary>
    public static readonly DiagnosticDescriptor InvalidBoolean = Error("TT1008", "'{0}' is not a boolean: {1}");

    /// <summary>A bad count. Arguments: the text; why.</summary>
    public static readonly DiagnosticDescriptor InvalidCount = Error("TT1009", "'{0}' is not a number of values: {1}");

    /// <summary>A bad process identifier. Arguments: the text; why.</summary>
    public static readonly DiagnosticDescriptor InvalidPid = Error("TT1010", "'{0}' is not a process identifier: {1}");

    /// <summary>A label that is defined nowhere. Arguments: the label; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor UnknownLabel = Error("TT1011", "there is no label '{0}'{1}");

    /// <summary>An IMPORT whose path is one quotation mark.</summary>
    public static readonly DiagnosticDescriptor InvalidPath = Error("TT1012", "a single quotation mark is not a path");

    /// <summary>Quoted text that does not begin with a quotation mark. Argument: the mnemonic.</summary>
    public static readonly DiagnosticDescriptor TextNotQuoted = Error("TT1013", "{0} needs its text in quotation marks");

    /// <summary>Quoted text without its end.</summary>
    public static readonly DiagnosticDescriptor TextNotClosed = Error("TT1014", "this text has no closing quotation mark");

    /// <summary>An escape nobody knows. Arguments: the escape; what to write instead.</summary>
    public static readonly DiagnosticDescriptor InvalidEscape = Error("TT1015", "'{0}' is not an escape: {1}");

    /// <summary>Something after quoted text. Argument: the mnemonic.</summary>
    public static readonly DiagnosticDescriptor TextAfterQuote = Error("TT1016",
        "nothing may follow the closing quotation mark of {0}; inside the text a quotation mark is written \\\"");

    /// <summary>A bad line number after SOURCE. Argument: the text.</summary>
    public static readonly DiagnosticDescriptor InvalidSourceLine = Error("TT1017",
        "'{0}' is not a line number: SOURCE needs a quoted file name, a number from 0 to 2147483647, and if there is a column, that from 1 on");

    /// <summary>A structured TRY whose CATCH is missing. Argument: what hides it, or nothing.</summary>
    public static readonly DiagnosticDescriptor TryWithoutCatch = Error("TT1018",
        "this TRY without a label opens a block, but the block has no CATCH{0}");

    /// <summary>A structured TRY whose END_TRY is missing. Argument: what hides it, or nothing.</summary>
    public static readonly DiagnosticDescriptor TryWithoutEnd = Error("TT1019",
        "this TRY without a label opens a block, but the block has no END_TRY{0}");

    /// <summary>Bytes that are not text. Arguments: the byte; the line.</summary>
    public static readonly DiagnosticDescriptor InvalidUtf8 = Error("TT1020", "the file is not valid UTF-8: byte 0x{0:X2} in line {1} does not belong");

    /// <summary>A program text larger than we accept. Arguments: its size; the limit.</summary>
    public static readonly DiagnosticDescriptor FileTooLarge = Error("TT1021", "the file has {0} bytes; the limit is {1}");

    /// <summary>The reader stopped reporting. Argument: how many errors it reported.</summary>
    public static readonly DiagnosticDescriptor TooManyErrors = Note("TT1022", "too many errors: only the first {0} are shown");

    /// <summary>A semicolon between quotation marks. Argument: the mnemonic.</summary>
    public static readonly DiagnosticDescriptor TextCutShort = Warning("TT1023",
        "this ';' begins a comment, also between quotation marks, and cuts the text of {0} short; PUSH_TEXT \"...\" keeps it");

    /// <summary>A second space before a quotation mark. Argument: the text as it is read.</summary>
    public static readonly DiagnosticDescriptor SpaceBeforeQuote = Warning("TT1024",
        "only one space may stand before a text in quotation marks; as written the text is '{0}'");

    /// <summary>A label that is defined again further down. Arguments: the label; the line of its last definition.</summary>
    public static readonly DiagnosticDescriptor LabelDefinedAgain = Warning("TT1025",
        "label '{0}' is defined again; the last definition, on line {1}, counts everywhere");

    /// <summary>An operand where none belongs. Arguments: the mnemonic; the operand; a hint or nothing.</summary>
    public static readonly DiagnosticDescriptor OperandIgnored = Warning("TT1026", "{0} takes no operand: '{1}' is ignored{2}");

    /// <summary>The reader stopped warning. Argument: how many warnings it reported.</summary>
    public static readonly DiagnosticDescriptor TooManyWarnings = Note("TT1027", "too many warnings: only the first {0} are shown");

    /// <summary>A binary file under the name of a text.</summary>
    public static readonly DiagnosticDescriptor BinaryReadAsText = Error("TT1028",
        "this is a binary program, but its name makes it text; the name of a binary program must end in .ttb");

    /// <summary>NATIVE without a name and a number. Arguments: the name; what is wrong.</summary>
    public static readonly DiagnosticDescriptor InvalidNative = Error("TT1039",
        "NATIVE {0}: {1}; NATIVE needs the name of a runtime function and the number of values it takes");

    /// <summary>A .NET assembly under the name of a text. Argument: the path.</summary>
    public static readonly DiagnosticDescriptor AssemblyReadAsText = Error("TT1029",
        "this is a compiled assembly, not a program to read; 'dotnet {0}' runs it");

    /// <summary>An instruction that text cannot express. Arguments: its address; the mnemonic; why.</summary>
    public static readonly DiagnosticDescriptor NotExpressible = Error("TT1030", "instruction {0} ({1}) cannot be written as text: {2}");

    /// <summary>A label that text cannot express. Arguments: the label; why.</summary>
    public static readonly DiagnosticDescriptor LabelNotExpressible = Error("TT1031", "label '{0}' cannot be written as text: {1}");

    /// <summary>An escape where there are none. Arguments: the mnemonic; the escape.</summary>
    public static readonly DiagnosticDescriptor EscapeInRawText = Warning("TT1032",
        "{0} knows no escapes and keeps '{1}' as it is; PUSH_TEXT \"...\" reads escapes");

    /// <summary>One quotation mark without the other. Arguments: the mnemonic; the text as it is read.</summary>
    public static readonly DiagnosticDescriptor QuotationMarkAlone = Warning("TT1033",
        "the text of {0} has a quotation mark at one end only; as written it is '{1}'");

    /// <summary>Quotation marks of the text that are taken for its delimiters. Arguments: the mnemonic; the text as it is read.</summary>
    public static readonly DiagnosticDescriptor QuotationMarksLost = Warning("TT1034",
        "{0} drops all quotation marks at both ends and reads '{1}'; PUSH_TEXT \"...\" can hold them, each written as \\\"");

    /// <summary>Quotation marks around a name. Arguments: the mnemonic; the name without them.</summary>
    public static readonly DiagnosticDescriptor QuotedName = Warning("TT1035",
        "these quotation marks belong to the name; {0} takes it without: {1}");

    /// <summary>A variable for an exception that CATCH does not store. Argument: the variable.</summary>
    public static readonly DiagnosticDescriptor CatchNameIgnored = Warning("TT1036",
        "'{0}' is ignored: only the CATCH of a TRY without a label stores the exception in a variable, others leave it on the stack");

    /// <summary>A comment as other languages write it, inside an operand. Arguments: the mnemonic; the comment.</summary>
    public static readonly DiagnosticDescriptor CommentInOperand = Warning("TT1037",
        "'{1}' belongs to the operand of {0}; a comment begins with ';'");

    /// <summary>A message pattern that is none. Arguments: what is wrong; a suggestion or nothing.</summary>
    public static readonly DiagnosticDescriptor InvalidPattern = Error("TT1038", "{0}{1}");

    /// <summary>The end of the file or section inside something. Arguments: inside what; bytes needed; bytes left.</summary>
    public static readonly DiagnosticDescriptor Truncated = Error("TT1101", "the end comes too early: {0} needs {1} bytes here, {2} are left");

    /// <summary>A code nobody knows. Argument: the code.</summary>
    public static readonly DiagnosticDescriptor UnknownCode = Error("TT1102", "unknown instruction code 0x{0:X4}");

    /// <summary>A code that only our own form has, in a file without a header. Arguments: the code; the mnemonic.</summary>
    public static readonly DiagnosticDescriptor CodeNeedsHeader = Error("TT1103",
        "code 0x{0:X4} ({1}) is known only in files with a TinyTotIL header, which this file lacks");

    /// <summary>Text that is not text. Argument: where it stands.</summary>
    public static readonly DiagnosticDescriptor InvalidText = Error("TT1104", "the text in {0} is not valid UTF-8");

    /// <summary>A count that cannot be true. Arguments: of what; the count; bytes left.</summary>
    public static readonly DiagnosticDescriptor CountTooLarge = Error("TT1105", "the file announces {1} {0}, but only {2} bytes are left");

    /// <summary>A header of a later version. Arguments: the version; the newest known.</summary>
    public static readonly DiagnosticDescriptor UnknownVersion = Error("TT1106", "the file has format version {0}; this version of TinyTotIL reads version {1}");

    /// <summary>A section that is not the one expected. Argument: the expected tag.</summary>
    public static readonly DiagnosticDescriptor WrongSection = Error("TT1107", "expected section {0} here");

    /// <summary>A section whose content is shorter or longer than it says. Arguments: the section; bytes left over.</summary>
    public static readonly DiagnosticDescriptor SectionTooLong = Error("TT1108", "bytes left over at the end of {0}: {1}");

    /// <summary>A number outside its range. Arguments: what it is; the number.</summary>
    public static readonly DiagnosticDescriptor NumberOutOfRange = Error("TT1109", "{0} cannot be {1}");

    /// <summary>A TRY, CATCH or END_TRY that leads nowhere. Arguments: the mnemonic; what is wrong.</summary>
    public static readonly DiagnosticDescriptor WrongBlock = Error("TT1110", "this {0} is out of place: {1}");

    /// <summary>Message patterns that are none. Arguments: the mnemonic; the text; what is wrong.</summary>
    public static readonly DiagnosticDescriptor WrongPatterns = Error("TT1112", "the patterns of {0} are not well-formed: {2} in '{1}'");

    /// <summary>A label defined twice. Argument: the label.</summary>
    public static readonly DiagnosticDescriptor DuplicateLabel = Error("TT1111", "label '{0}' is defined twice");
}
