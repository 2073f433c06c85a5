using TinyTotIL.Runtime.Operations;
using T = TinyTotIL.Compiler.Bytecode.InstructionTraits;

namespace TinyTotIL.Compiler.Bytecode;

internal static partial class InstructionSet
{
    private static InstructionInfo[] DataRows() =>
    [
        Runtime(Opcode.Concat, "CONCAT", 0x0012, OperandShape.None, TextOperations.Concat, T.MayRaise | T.Allocates,
            "( a b -- Str )", "Joins two texts; an exception counts as its message."),

        // Lists
        Core(Opcode.MakeList, "MAKE_LIST", 0x0060, OperandShape.Count, -1, 1, T.MayRaise | T.StoresElement | T.Allocates,
            "( v1..vn -- List )", "Makes a list of the n top values.") with { Aliases = ["MAKELIST"] },
        Runtime(Opcode.NewList, "NEW_LIST", 0x0130, OperandShape.None, ListOperations.New, T.Extension | T.Allocates,
            "( -- List )", "Makes an empty list."),
        Runtime(Opcode.Len, "LEN", 0x0061, OperandShape.None, ListOperations.Length, T.MayRaise,
            "( a -- Int )", "Length of a list or number of fields of an object."),
        Runtime(Opcode.Index, "INDEX", 0x0062, OperandShape.None, ListOperations.Index, T.MayRaise | T.LoadsElement | T.ReadsIndex,
            "( List Int -- v )", "The element at an index from 0."),
        Runtime(Opcode.ListAppend, "LIST_APPEND", 0x0131, OperandShape.None, ListOperations.Append, T.MayRaise | T.StoresElement | T.Extension | T.Allocates,
            "( List v -- List )", "The list with a value at the end; amortized constant when the old list is not used again."),
        Runtime(Opcode.ListSet, "LIST_SET", 0x0132, OperandShape.None, ListOperations.Set, T.MayRaise | T.StoresElement | T.Extension | T.WritesIndex | T.Allocates,
            "( List Int v -- List )", "The list with one element replaced; amortized constant when the old list is not used again."),
        Runtime(Opcode.ListSlice, "LIST_SLICE", 0x0133, OperandShape.None, ListOperations.Slice, T.MayRaise | T.Extension | T.Allocates,
            "( List from to -- List )", "The elements from one index up to but not including another; both are clamped."),

        // Objects
        Runtime(Opcode.MakeObject, "MAKE_OBJECT", 0x0134, OperandShape.None, ObjectOperations.New, T.Allocates,
            "( -- Object )", "Makes an empty object.") with { Aliases = ["NEW_OBJECT"] },
        Runtime(Opcode.SetField, "SET_FIELD", 0x0135, OperandShape.Name, ObjectOperations.SetField, T.MayRaise | T.StoresElement | T.WritesField | T.Allocates,
            "( Object v -- Object )", "The object with a field set."),
        Runtime(Opcode.SetFieldNamed, "SET_FIELD", 0x0136, OperandShape.None, ObjectOperations.SetFieldNamed, T.MayRaise | T.StoresElement | T.Extension | T.WritesField | T.Allocates,
            "( Object Str v -- Object )", "The object with the field named by the text set.") with { Aliases = ["OBJECT_SET"] },
        Runtime(Opcode.GetField, "GET_FIELD", 0x0137, OperandShape.Name, ObjectOperations.GetField, T.MayRaise | T.LoadsElement | T.ReadsField,
            "( Object -- v )", "The value of a field, or null."),
        Runtime(Opcode.GetFieldNamed, "GET_FIELD", 0x0138, OperandShape.None, ObjectOperations.GetFieldNamed, T.MayRaise | T.LoadsElement | T.Extension | T.ReadsField,
            "( Object Str -- v )", "The value of the field named by the text, or null."),
        Runtime(Opcode.HasField, "HAS_FIELD", 0x0139, OperandShape.Name, ObjectOperations.HasField, T.MayRaise,
            "( Object -- Int )", "Whether a field exists. Pushes 1 or 0."),
        Runtime(Opcode.HasFieldNamed, "HAS_FIELD", 0x013A, OperandShape.None, ObjectOperations.HasFieldNamed, T.MayRaise | T.Extension,
            "( Object Str -- Int )", "Whether the field named by the text exists. Pushes 1 or 0."),
        Runtime(Opcode.DeleteField, "DELETE_FIELD", 0x013B, OperandShape.Name, ObjectOperations.DeleteField, T.MayRaise | T.WritesField | T.Allocates,
            "( Object -- Object )", "The object without a field."),
        Runtime(Opcode.DeleteFieldNamed, "DELETE_FIELD", 0x013C, OperandShape.None, ObjectOperations.DeleteFieldNamed, T.MayRaise | T.Extension | T.WritesField | T.Allocates,
            "( Object Str -- Object )", "The object without the field named by the text."),
        Runtime(Opcode.Keys, "KEYS", 0x013D, OperandShape.None, ObjectOperations.Keys, T.MayRaise | T.Allocates,
            "( Object -- List )", "The field names in insertion order."),

        // Formats this version cannot execute
        Runtime(Opcode.JsonParse, "JSON_PARSE", 0x013E, OperandShape.None, JsonOperations.Parse, T.MayRaise | T.Allocates,
            "( Str -- v )", "The value that a JSON text describes (RFC 8259)."),
        Runtime(Opcode.JsonStringify, "JSON_STRINGIFY", 0x013F, OperandShape.None, JsonOperations.Stringify, T.MayRaise | T.Allocates,
            "( v -- Str )", "A value as JSON text; raises an error for what has no form in JSON."),
        Runtime(Opcode.CsvParse, "CSV_PARSE", 0x0140, OperandShape.None, CsvOperations.Parse, T.MayRaise | T.NeedsDelimitedText | T.Allocates,
            "( Str -- List )", "Reads CSV text (RFC 4180) as a list of rows, each a list of Str."),
        Runtime(Opcode.CsvWrite, "CSV_WRITE", 0x0141, OperandShape.None, CsvOperations.Write, T.MayRaise | T.Allocates,
            "( List -- Str )", "Writes a list of rows as CSV text (RFC 4180), without a newline at the end."),
        Runtime(Opcode.Compress, "COMPRESS", 0x0142, OperandShape.None, CompressionOperations.Compress, T.MayRaise | T.Allocates,
            "( a -- Bytes )", "Text or bytes in the gzip format."),
        Runtime(Opcode.Decompress, "DECOMPRESS", 0x0143, OperandShape.None, CompressionOperations.Decompress, T.MayRaise | T.Allocates,
            "( Bytes -- Str )", "The UTF-8 text that was compressed; raises an error for damaged data and for what becomes too large."),
        Runtime(Opcode.Encrypt, "ENCRYPT", 0x0144, OperandShape.None, CryptographyOperations.Encrypt, T.MayRaise | T.Allocates,
            "( data key -- Bytes )", "Text encrypted under a password (AES-256-GCM)."),
        Runtime(Opcode.Decrypt, "DECRYPT", 0x0145, OperandShape.None, CryptographyOperations.Decrypt, T.MayRaise | T.Allocates,
            "( Bytes key -- Str )", "The text that was encrypted; raises an error for another password and for damaged data."),
        Runtime(Opcode.Hash, "HASH", 0x0146, OperandShape.None, CryptographyOperations.Hash, T.MayRaise | T.Allocates,
            "( a -- Str )", "SHA-256 of text or bytes in hexadecimal; upstream's hash with `--upstream-hash`."),
    ];
}
