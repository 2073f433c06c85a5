using TinyTotIL.Conformance.Tests.Observation;
using TinyTotIL.Runtime.Accounting;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Accounting;

/// <summary>What is counted as made, as garbage and as alive: the same in both engines, and nothing alive is ever garbage.</summary>
public sealed class HeapAccountTests
{
    /// <summary>Makes garbage, many times what there is between two collections.</summary>
    private static readonly string[] Garbage =
    [
        "LABEL litter",
        "PUSH_INT 200",
        "STORE left",
        "LABEL again",
        "PUSH_STR \"a text that is\"",
        "PUSH_STR \" put together\"",
        "CONCAT",
        "POP",
        "LOAD left",
        "PUSH_INT 1",
        "SUB",
        "DUP",
        "STORE left",
        "JZ enough",
        "JMP again",
        "LABEL enough",
        "RET",
    ];

    public static TheoryData<string> Engines => ObservedProgram.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public void Each_kind_is_counted_with_its_bytes(string engine)
    {
        CheckMade(engine, ValueKind.Text, 1, 16 + (2 * 4), "PUSH_STR \"ab\"", "PUSH_STR \"cd\"", "CONCAT", "POP");
        CheckMade(engine, ValueKind.List, 1, 16 + (16 * 3), "PUSH_INT 1", "PUSH_INT 2", "PUSH_INT 3", "MAKE_LIST 3", "POP");
        CheckMade(engine, ValueKind.Object, 1, 32, "MAKE_OBJECT", "PUSH_INT 1", "SET_FIELD x", "POP");
        CheckMade(engine, ValueKind.Closure, 1, null, "PUSH_INT 1", "STORE x", "CAPTURE x", "MAKE_LAMBDA f", "POP", "HALT", "LABEL f", "RET");
        CheckMade(engine, ValueKind.Exception, 1, null, "TRY bad", "PUSH_INT 1", "PUSH_INT 0", "DIV", "HALT", "LABEL bad", "POP");
        CheckMade(engine, ValueKind.Bytes, 1, 16 + 3, "PUSH_STR \"abc\"", "PUSH_STR \"file\"", "WRITE_FILE", "PUSH_STR \"file\"", "READ_BYTES", "POP");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Lisp_values_are_counted(string engine)
    {
        CheckMadeByScheme(engine, ValueKind.Pair, 1, 48, "(cons 1 2)");
        CheckMadeByScheme(engine, ValueKind.Pair, 3, 3 * 48, "(list 1 2 3)");
        CheckMadeByScheme(engine, ValueKind.Vector, 1, 16 + 16 + (16 * 5), "(make-vector 5 0)");
        CheckMadeByScheme(engine, ValueKind.Bytevector, 1, null, "(make-bytevector 5 0)");
        CheckMadeByScheme(engine, ValueKind.BigInteger, 1, null, "(* x 4611686018427387904)");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Constants_numbers_and_functions_that_capture_nothing_are_not_made(string engine)
    {
        var account = Run(new ObservedProgram("PUSH_STR \"constant\"", "STORE text", "PUSH_INT 1", "PUSH_INT 2", "ADD", "POP", "MAKE_FUNCTION f", "POP", "HALT", "LABEL f", "RET"), engine);
        Assert.Equal(0, account.Total.Allocated);
        Assert.Empty(account.ByKind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_list_that_grows_in_place_is_charged_for_what_is_added(string engine)
    {
        var account = Run(new ObservedProgram("PUSH_INT 1", "MAKE_LIST 1", "PUSH_INT 2", "LIST_APPEND", "PUSH_INT 3", "LIST_APPEND", "POP"), engine);
        Assert.True(account.ByKind[ValueKind.List].AllocatedBytes <= 32 + 32 + 32, $"{account.ByKind[ValueKind.List].AllocatedBytes}");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_list_that_grew_in_place_has_the_size_it_has_now(string engine)
    {
        var account = Run(Loop(1000, "NEW_LIST", "LOAD kept", "LOAD left", "LIST_APPEND"), engine);
        Assert.Equal((1, 16 + (16 * 1000)), account.Reachable);
        Assert.Equal((1000, 32 * 1000), (account.Total.Allocated, account.Total.AllocatedBytes));
        Assert.InRange(account.Total.CurrentBytes, 16 * 1000, 16 + (48 * 1000));
        Assert.InRange(account.PeakBytes, account.Total.CurrentBytes, 48 * 1000);
        Assert.Equal(account.Total.AllocatedBytes - account.Total.CurrentBytes, account.Total.FreedBytes);

        // After each collection as much may be made as is alive, so there are ever fewer.
        Assert.InRange(account.Collections, 3, 12);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_is_changed_in_place_again_and_again_has_the_size_of_one(string engine)
    {
        var set = Run(Loop(1000, "MAKE_OBJECT", "LOAD kept", "LOAD left", "SET_FIELD x"), engine);
        Assert.Equal((1, 32), set.Reachable);
        Assert.InRange(set.PeakBytes, 500, 2000);
        var element = Run(Loop(1000, "PUSH_INT 1\nPUSH_INT 2\nPUSH_INT 3\nMAKE_LIST 3", "LOAD kept", "PUSH_INT 1", "LOAD left", "LIST_SET"), engine);
        Assert.Equal((1, 64), element.Reachable);
        var shorter = Run(Loop(90, string.Join('\n', Enumerable.Repeat("NULL", 100)) + "\nMAKE_LIST 100", "LOAD kept", "PUSH_INT 1", "LOAD kept", "LEN", "LIST_SLICE"), engine);
        Assert.Equal((1, 16 + (16 * 10)), shorter.Reachable);
        Assert.InRange(shorter.PeakBytes, 1600, 5000);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_versions_share_counts_once_and_what_is_changed_twice_is_a_copy(string engine)
    {
        string[] make = ["PUSH_INT 1", "PUSH_INT 2", "PUSH_INT 3", "MAKE_LIST 3", "STORE first"];
        string[] append = ["LOAD first", "PUSH_INT 4", "LIST_APPEND"];
        CheckReachable(engine, (2, 16 + 16 + (16 * 4)), [.. make, .. append, "STORE second"]);
        CheckReachable(engine, (3, 16 + (2 * (16 + (16 * 4)))), [.. make, .. append, "STORE second", .. append, "STORE third"]);
        CheckReachable(engine, (1, 16 + (16 * 3)), [.. make, .. append, "POP"]);
        CheckReachable(engine, (2, 32 + 16 + (16 * 3)), [.. make, "LOAD first", "PUSH_INT 0", "PUSH_INT 9", "LIST_SET", "STORE second"]);
        CheckReachable(engine, (2, 16 + (16 * 2) + 16 + 16), [.. make, "LOAD first", "PUSH_INT 0", "PUSH_INT 1", "LIST_SLICE", "STORE second"]);
        CheckReachable(engine, (2, 32 + 16 + (16 * 4)), [.. make, .. append, "PUSH_INT 0", "PUSH_INT 9", "LIST_SET", "STORE second"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_table_has_the_size_it_has_grown_to(string engine)
    {
        string fill = "(let loop ((i 0)) (if (< i 1000) (begin (hash-table-set! t i i) (loop (+ i 1)))))";
        var account = Run(ObservedProgram.Scheme("(import (scheme base) (scheme write) (srfi 69)) (define t (make-hash-table))", fill, "(display (hash-table-ref/default t 1 0))"), engine);
        Assert.InRange(account.Reachable.Bytes, 32 * 1000, 200 * 1000);
        Assert.InRange(account.Total.CurrentBytes, account.Reachable.Bytes, account.Total.AllocatedBytes);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_closure_has_room_for_two_values(string engine)
    {
        CheckClosure(engine, 48, "x");
        CheckClosure(engine, 48, "x", "y");
        CheckClosure(engine, 64, "x", "y", "z");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Garbage_is_freed_and_the_peak_is_remembered(string engine)
    {
        var account = Run(new ObservedProgram(["CALL litter", "CALL litter", "HALT", .. Garbage]), engine);
        var text = account.ByKind[ValueKind.Text];
        Assert.Equal(400, text.Allocated);
        Assert.Equal(400 * (16 + (2 * 27)), text.AllocatedBytes);
        Assert.True(account.Collections > 10, $"{account.Collections}");
        Assert.InRange(text.Freed, 350, 400);
        Assert.Equal(text.Allocated - text.Freed, text.Current);
        Assert.Equal(text.AllocatedBytes - text.FreedBytes, text.CurrentBytes);
        Assert.InRange(account.PeakBytes, 1000, 3000);
        Assert.InRange(account.LongestPauseTicks, 1, account.PauseTicks);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Without_collections_nothing_is_freed(string engine)
    {
        var account = Run(new ObservedProgram(["CALL litter", "HALT", .. Garbage]), engine, collects: false);
        Assert.Equal((0, 0, 200), (account.Collections, account.Total.Freed, account.Total.Current));
        Assert.Equal(account.Total.AllocatedBytes, account.PeakBytes);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_is_alive_is_kept(string engine)
    {
        string[] make = ["MAKE_OBJECT", "PUSH_INT 1", "SET_FIELD x"];
        CheckKept(engine, "a variable", [.. make, "STORE kept", "CALL litter", "LOAD kept", "PRINT", "HALT"]);
        CheckKept(engine, "the stack below a call", [.. make, "CALL litter", "PRINT", "HALT"]);
        CheckKept(engine, "another value", [.. make, "MAKE_LIST 1", "STORE kept", "CALL litter", "LOAD kept", "PRINT", "HALT"]);
        CheckKept(engine, "a closure", [.. make, "STORE kept", "CAPTURE kept", "MAKE_LAMBDA show", "NULL", "STORE kept", "CALL litter", "CALL_FUNCTION", "HALT", "LABEL show", "LOAD kept", "PRINT", "RET"]);
        CheckKept(engine, "a capture to come", [.. make, "STORE kept", "CAPTURE kept", "NULL", "STORE kept", "CALL litter", "MAKE_LAMBDA show", "CALL_FUNCTION", "HALT", "LABEL show", "LOAD kept", "PRINT", "RET"]);
        CheckKept(engine, "the stack below a handler", [.. make, "TRY bad", "CALL litter", "PUSH_STR \"x\"", "THROW", "HALT", "LABEL bad", "POP", "PRINT", "HALT"]);
        CheckKept(engine, "a mailbox", [.. make, "SELF", "SEND", "CALL litter", "RECEIVE", "PRINT", "HALT"]);
        CheckKept(engine, "a timer", [.. make, "SELF", "PUSH_INT 10", "SEND_AFTER", "POP", "CALL litter", "RECEIVE", "PRINT", "HALT"]);
        CheckKept(engine, "a process that waits", ["MAKE_FUNCTION other", "SPAWN", "STORE other", "YIELD", "CALL litter", "PUSH_INT 1", "LOAD other", "SEND", "HALT", "LABEL other", .. make, "RECEIVE", "POP", "PRINT", "RET"]);
        CheckKept(engine, "a process that has not begun", [.. make, "STORE kept", "CAPTURE kept", "MAKE_LAMBDA show", "SPAWN", "POP", "NULL", "STORE kept", "CALL litter", "HALT", "LABEL show", "LOAD kept", "PRINT", "RET"]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_modules_export_is_kept(string engine)
    {
        var program = new ObservedProgram(["IMPORT outer.ttvm", "NULL", "STORE kept", "CALL litter", "IMPORT inner.ttvm", "LOAD show", "CALL_FUNCTION", "HALT", .. Garbage]);
        program.Add("outer.ttvm", "MAKE_OBJECT", "PUSH_INT 1", "SET_FIELD x", "STORE kept", "EXPORT kept", "NULL", "STORE kept", "IMPORT inner.ttvm");
        program.Add("inner.ttvm", ["CALL litter", "MAKE_FUNCTION show", "STORE show", "EXPORT show", "HALT", "LABEL show", "RET", .. Garbage]);
        CheckKept(engine, "exports of a module whose import is under way", program);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_Scheme_can_come_back_to_is_kept(string engine)
    {
        string litter = "(define (litter n) (if (> n 0) (begin (string-append \"a text\" \" put together\") (litter (- n 1)))))";
        string[] ways =
        [
            "(define kept (make-vector 3 0)) (litter 300) (display kept)",
            "(define (f kept) (lambda () kept)) (define g (f (make-vector 3 0))) (litter 300) (display (g))",
            "(define kept (make-parameter #f)) (parameterize ((kept (make-vector 3 0))) (litter 300) (display (kept)))",
            "(define k #f) (define n 0) (display (let ((kept (make-vector 3 0))) (call/cc (lambda (c) (set! k c))) kept)) (litter 300) (set! n (+ n 1)) (if (< n 3) (k #f))",
            "(define (f kept) (set! kept (cons kept '())) (let ((g (lambda () (car kept)))) (litter 300) (g))) (display (f (make-vector 3 0)))",
            "(let ((kept (make-vector 3 0))) (guard (e (#t (display kept))) (litter 300) (raise 'bad)))",
            "(let ((kept (make-vector 3 0))) (dynamic-wind (lambda () #f) (lambda () (litter 300)) (lambda () (display kept))))",
            "(define p (delay (let ((kept (make-vector 3 0))) (litter 300) kept))) (display (force p)) (litter 300) (display (force p))",
        ];
        Assert.All(ways, way =>
        {
            var account = Run(ObservedProgram.Scheme(litter, way), engine);
            Assert.True(account.Collections > 3 && account.ByKind[ValueKind.MutableText].Freed > 100, way);
            Assert.Equal(0, account.ByKind[ValueKind.Vector].Freed);
        });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_each_process_has_made_is_known(string engine)
    {
        var account = Run(
            new ObservedProgram("MAKE_FUNCTION other", "SPAWN", "POP", "MAKE_OBJECT", "PUSH_INT 1", "SET_FIELD x", "POP", "HALT", "LABEL other", "PUSH_INT 1", "MAKE_LIST 1", "PUSH_INT 2", "MAKE_LIST 1", "RET"),
            engine);
        Assert.Equal([1, 2], account.ByProcess.Keys);
        Assert.Equal((1, 32), (account.ByProcess[1].Allocated, account.ByProcess[1].AllocatedBytes));
        Assert.Equal((2, 64), (account.ByProcess[2].Allocated, account.ByProcess[2].AllocatedBytes));
        Assert.Equal(account.Total.AllocatedBytes, account.ByProcess.Values.Sum(count => count.AllocatedBytes));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_is_reachable_at_the_end_is_measured(string engine)
    {
        var account = Run(new ObservedProgram("PUSH_INT 1", "PUSH_INT 2", "MAKE_LIST 2", "STORE kept", "PUSH_INT 1", "MAKE_LIST 1", "POP"), engine);
        Assert.Equal((1, 16 + 32), account.Reachable);
    }

    /// <summary>Stores a new value of a variable as often as is said.</summary>
    private static ObservedProgram Loop(int times, string first, params string[] next) => new(
        [.. first.Split('\n'), "STORE kept", $"PUSH_INT {times}", "STORE left", "LABEL again", .. next, "STORE kept", "LOAD left", "PUSH_INT 1", "SUB", "DUP", "STORE left", "JZ enough", "JMP again", "LABEL enough"]);

    private static HeapAccount Run(ObservedProgram program, string engine, bool collects = true)
    {
        var account = new HeapAccount(smallestCycle: 1000);
        var outcome = program.Run(engine, new RunSettings { Seed = 1, Listeners = [new HeapListener(account, collects, console: null)] });
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(account.Total.Allocated, account.ByKind.Values.Sum(count => count.Allocated));
        return account;
    }

    private static void CheckMade(string engine, ValueKind kind, int count, int? bytes, params string[] lines) => CheckMade(Run(new ObservedProgram(lines), engine), kind, count, bytes);

    private static void CheckMadeByScheme(string engine, ValueKind kind, int count, int? bytes, string expression) =>
        CheckMade(Run(ObservedProgram.Scheme("(define x 4611686018427387904)", expression), engine), kind, count, bytes);

    private static void CheckMade(HeapAccount account, ValueKind kind, int count, int? bytes)
    {
        Assert.True(account.ByKind.ContainsKey(kind), $"{kind}: {string.Join(", ", account.ByKind.Keys)}");
        Assert.Equal((kind, count), (kind, account.ByKind[kind].Allocated));
        Assert.Equal((kind, bytes ?? account.ByKind[kind].AllocatedBytes), (kind, account.ByKind[kind].AllocatedBytes));
    }

    private static void CheckReachable(string engine, (long Objects, long Bytes) expected, string[] lines)
    {
        var account = Run(new ObservedProgram(lines), engine);
        Assert.Equal(expected, account.Reachable);
        Assert.InRange(account.Reachable.Bytes, 0, account.PeakBytes);
    }

    private static void CheckClosure(string engine, int bytes, params string[] captured)
    {
        string[] stores = [.. captured.SelectMany(name => new[] { "PUSH_INT 1", $"STORE {name}" })];
        CheckMade(engine, ValueKind.Closure, 1, bytes, [.. stores, .. captured.Select(name => $"CAPTURE {name}"), "MAKE_LAMBDA f", "POP", "HALT", "LABEL f", "RET"]);
    }

    private static void CheckKept(string engine, string where, string[] lines) => CheckKept(engine, where, new ObservedProgram([.. lines, .. Garbage]));

    private static void CheckKept(string engine, string where, ObservedProgram program)
    {
        var account = Run(program, engine);
        Assert.True(account.Collections > 3 && account.ByKind[ValueKind.Text].Freed > 100, where);
        Assert.Equal((where, 0), (where, account.ByKind[ValueKind.Object].Freed));
    }
}
