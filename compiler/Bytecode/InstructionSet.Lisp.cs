using TinyTotIL.Runtime.Operations;
using T = TinyTotIL.Compiler.Bytecode.InstructionTraits;

namespace TinyTotIL.Compiler.Bytecode;

internal static partial class InstructionSet
{
    private const T MayLoad = T.MayRaise | T.LoadsElement | T.Extension;

    private const T MayStore = T.MayRaise | T.StoresElement | T.Extension;

    private const T CallsAny = T.MayRaise | T.HasEffect | T.StoresElement | T.LoadsElement | T.Extension;

    private static InstructionInfo[] LispRows() =>
    [
        Core(Opcode.PushDatum, "PUSH_DATUM", 0x0190, OperandShape.EscapedText, 0, 1, T.Extension,
            "( -- v )", "Pushes the value that a text of Lisp stands for; it is made once."),
        Core(Opcode.Unspecified, "UNSPECIFIED", 0x0191, OperandShape.None, 0, 1, T.Extension,
            "( -- v )", "Pushes the value of Lisp expressions that have none worth having."),
        Core(Opcode.Jf, "JF", 0x0192, OperandShape.Address, 1, 0, T.Branches | T.Extension,
            "( a -- )", "Continues at the address when a is false; nothing else counts as false."),
        Core(Opcode.Jt, "JT", 0x0193, OperandShape.Address, 1, 0, T.Branches | T.Extension,
            "( a -- )", "Continues at the address unless a is false; nothing else counts as false."),

        // Procedures
        Core(Opcode.MakeVariadic, "MAKE_VARIADIC", 0x0194, OperandShape.Call, 0, 1, T.HasEffect | T.Extension | T.MakesClosure | T.Allocates,
            "( -- Closure )", "Pushes a closure as MAKE_LAMBDA does; called as a procedure its last parameter takes a list of all further arguments."),
        Core(Opcode.MakeCases, "MAKE_CASES", 0x0195, OperandShape.Count, -1, 1, MayStore | T.Allocates,
            "( f1..fn -- Closure )", "Makes a procedure that calls the first of n functions that takes as many arguments as there are."),
        Core(Opcode.CallProcedure, "CALL_PROCEDURE", 0x0196, OperandShape.Count, -1, 1, CallsAny,
            "( v1..vn f -- r )", "Calls a procedure that takes n arguments and leaves one value; anything else is an error. It sees nothing of the stack below."),
        Core(Opcode.TailCallProcedure, "TAIL_CALL_PROCEDURE", 0x0197, OperandShape.Count, -1, -1, CallsAny | T.EndsBlock,
            "( v1..vn f -- r )", "Calls a procedure in place of the current frame."),
        Core(Opcode.Apply, "APPLY", 0x0198, OperandShape.None, 2, 1, CallsAny,
            "( list f -- r )", "Calls a procedure with the elements of a list of Lisp as its arguments."),
        Core(Opcode.TailApply, "TAIL_APPLY", 0x0199, OperandShape.None, 2, -1, CallsAny | T.EndsBlock,
            "( list f -- r )", "Calls a procedure with the elements of a list in place of the current frame."),

        // Variables of the whole program, and places of variables that closures share
        Core(Opcode.LoadGlobal, "LOAD_GLOBAL", 0x019A, OperandShape.EscapedText, 0, 1, MayLoad | T.HasEffect | T.ReadsVariable,
            "( -- v )", "Copies a variable of the whole program; raises an error when it has no value."),
        Core(Opcode.DefineGlobal, "DEFINE_GLOBAL", 0x019B, OperandShape.EscapedText, 1, 0, T.HasEffect | T.StoresElement | T.Extension | T.WritesVariable,
            "( v -- )", "Gives a variable of the whole program a value."),
        Core(Opcode.SetGlobal, "SET_GLOBAL", 0x019C, OperandShape.EscapedText, 1, 0, MayStore | T.HasEffect | T.WritesVariable,
            "( v -- )", "Replaces the value of a variable of the whole program; raises an error when it has none."),
        Runtime(Opcode.MakeCell, "MAKE_CELL", 0x019D, OperandShape.None, CellOperations.Make, T.StoresElement | T.Extension | T.Allocates,
            "( v -- cell )", "Makes the place of a variable that closures share."),
        Runtime(Opcode.UnsetCell, "UNSET_CELL", 0x019E, OperandShape.None, CellOperations.MakeUnset, T.Extension | T.Allocates,
            "( -- cell )", "Makes such a place without a value."),
        Runtime(Opcode.CellGet, "CELL_GET", 0x019F, OperandShape.EscapedText, CellOperations.Get, MayLoad | T.ReadsVariable,
            "( cell -- v )", "What a place holds; raises an error that shows the name when that is nothing."),
        Runtime(Opcode.CellSet, "CELL_SET", 0x01A0, OperandShape.None, CellOperations.Set, MayStore | T.WritesVariable,
            "( v cell -- )", "Puts a value into a place."),

        // Several results
        Core(Opcode.Values, "VALUES", 0x01A1, OperandShape.Count, -1, 1, T.StoresElement | T.Extension,
            "( v1..vn -- m )", "Makes one value of n results; one result is itself."),
        Core(Opcode.UnpackValues, "UNPACK_VALUES", 0x01A2, OperandShape.Count, 1, -1, MayLoad,
            "( m -- v1..vn )", "The n results in a value; raises an error when there are more or fewer."),
        Core(Opcode.UnpackRest, "UNPACK_REST", 0x01A3, OperandShape.Count, 1, -1, MayLoad | T.Allocates,
            "( m -- v1..vn list )", "The first n results in a value and a list of the others; raises an error when there are fewer."),

        // Pairs
        Runtime(Opcode.Cons, "CONS", 0x01A4, OperandShape.None, PairOperations.Cons, T.StoresElement | T.Extension | T.Allocates,
            "( a d -- p )", "Makes a pair."),
        Runtime(Opcode.Car, "CAR", 0x01A5, OperandShape.None, PairOperations.Car, MayLoad,
            "( p -- v )", "The first value of a pair."),
        Runtime(Opcode.Cdr, "CDR", 0x01A6, OperandShape.None, PairOperations.Cdr, MayLoad,
            "( p -- v )", "The second value of a pair."),
        Runtime(Opcode.SetCar, "SET_CAR", 0x01A7, OperandShape.None, PairOperations.SetCar, MayStore,
            "( p v -- )", "Replaces the first value of a pair."),
        Runtime(Opcode.SetCdr, "SET_CDR", 0x01A8, OperandShape.None, PairOperations.SetCdr, MayStore,
            "( p v -- )", "Replaces the second value of a pair."),
        Runtime(Opcode.IsPair, "IS_PAIR", 0x01A9, OperandShape.None, PairOperations.IsPair, T.Extension,
            "( a -- Bool )", "Whether a is a pair."),
        Runtime(Opcode.IsEmpty, "IS_EMPTY", 0x01AA, OperandShape.None, PairOperations.IsEmpty, T.Extension,
            "( a -- Bool )", "Whether a is the empty list."),

        // Identity
        Runtime(Opcode.IsEq, "IS_EQ", 0x01AB, OperandShape.None, IdentityOperations.IsEq, T.Extension,
            "( a b -- Bool )", "Whether two values are the same object."),
        Runtime(Opcode.IsEqv, "IS_EQV", 0x01AC, OperandShape.None, IdentityOperations.IsEqv, T.Extension,
            "( a b -- Bool )", "Whether two values are the same object, or the same number."),
        Runtime(Opcode.IsEqual, "IS_EQUAL", 0x01AD, OperandShape.None, IdentityOperations.IsEqual, T.Extension,
            "( a b -- Bool )", "Whether two values look the same; what is in them is compared, and may have cycles."),
        Runtime(Opcode.IsFalse, "IS_FALSE", 0x01AE, OperandShape.None, IdentityOperations.IsFalse, T.Extension,
            "( a -- Bool )", "Whether a is false."),

        // Numbers that do not wrap
        Runtime(Opcode.NumAdd, "NUM_ADD", 0x01AF, OperandShape.None, NumericOperations.Add, T.MayRaise | T.Extension,
            "( a b -- r )", "Adds two numbers of Lisp: exact results stay exact, however large."),
        Runtime(Opcode.NumSub, "NUM_SUB", 0x01B0, OperandShape.None, NumericOperations.Subtract, T.MayRaise | T.Extension,
            "( a b -- r )", "Subtracts b from a."),
        Runtime(Opcode.NumMul, "NUM_MUL", 0x01B1, OperandShape.None, NumericOperations.Multiply, T.MayRaise | T.Extension,
            "( a b -- r )", "Multiplies two numbers."),
        Runtime(Opcode.NumDiv, "NUM_DIV", 0x01B2, OperandShape.None, NumericOperations.Divide, T.MayRaise | T.Extension,
            "( a b -- r )", "Divides a by b; the quotient of exact numbers is exact."),
        Runtime(Opcode.NumQuotient, "NUM_QUOTIENT", 0x01B3, OperandShape.None, NumericOperations.Quotient, T.MayRaise | T.Extension,
            "( a b -- r )", "The quotient of two integers, truncated toward zero."),
        Runtime(Opcode.NumRemainder, "NUM_REMAINDER", 0x01B4, OperandShape.None, NumericOperations.Remainder, T.MayRaise | T.Extension,
            "( a b -- r )", "The remainder of the truncated quotient; it has the sign of a."),
        Runtime(Opcode.NumModulo, "NUM_MODULO", 0x01B5, OperandShape.None, NumericOperations.Modulo, T.MayRaise | T.Extension,
            "( a b -- r )", "The remainder of the quotient rounded down; it has the sign of b."),
        Runtime(Opcode.NumNeg, "NUM_NEG", 0x01B6, OperandShape.None, NumericOperations.Negate, T.MayRaise | T.Extension,
            "( a -- r )", "Negates a number."),
        Runtime(Opcode.NumEq, "NUM_EQ", 0x01B7, OperandShape.None, NumericOperations.AreEqual, T.MayRaise | T.Extension,
            "( a b -- Bool )", "Whether two numbers are equal."),
        Runtime(Opcode.NumLt, "NUM_LT", 0x01B8, OperandShape.None, NumericOperations.Less, T.MayRaise | T.Extension,
            "( a b -- Bool )", "Whether a is less than b."),
        Runtime(Opcode.NumGt, "NUM_GT", 0x01B9, OperandShape.None, NumericOperations.Greater, T.MayRaise | T.Extension,
            "( a b -- Bool )", "Whether a is greater than b."),
        Runtime(Opcode.NumLe, "NUM_LE", 0x01BA, OperandShape.None, NumericOperations.LessOrEqual, T.MayRaise | T.Extension,
            "( a b -- Bool )", "Whether a is at most b."),
        Runtime(Opcode.NumGe, "NUM_GE", 0x01BB, OperandShape.None, NumericOperations.GreaterOrEqual, T.MayRaise | T.Extension,
            "( a b -- Bool )", "Whether a is at least b."),

        // Vectors
        Core(Opcode.Vector, "VECTOR", 0x01BC, OperandShape.Count, -1, 1, T.StoresElement | T.Extension | T.Allocates,
            "( v1..vn -- Vector )", "Makes a vector of the n top values."),
        Runtime(Opcode.MakeVector, "MAKE_VECTOR", 0x01BD, OperandShape.None, VectorOperations.Make, MayStore | T.Allocates,
            "( n fill -- Vector )", "Makes a vector of n elements that are all the same value."),
        Runtime(Opcode.VectorRef, "VECTOR_REF", 0x01BE, OperandShape.None, VectorOperations.Ref, MayLoad | T.ReadsIndex,
            "( Vector Int -- v )", "The element at an index from 0."),
        Runtime(Opcode.VectorSet, "VECTOR_SET", 0x01BF, OperandShape.None, VectorOperations.Set, MayStore | T.WritesIndex,
            "( Vector Int v -- )", "Replaces the element at an index."),
        Runtime(Opcode.VectorLength, "VECTOR_LENGTH", 0x01C0, OperandShape.None, VectorOperations.Length, T.MayRaise | T.Extension,
            "( Vector -- Int )", "The number of elements."),
    ];
}
