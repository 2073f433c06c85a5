using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Copies the values of Lisp that can be changed, for another process. What cannot change is shared.</summary>
/// <remarks>
/// <para>
/// All that one copier is given keeps its structure: what was one object is one object in the copy, also where data contain themselves. A value that can be changed is copied empty
/// and filled later, so there is no recursion through those. Values that cannot change, such as a list of the instruction set, can only be made when their parts are there; they
/// are copied by recursion, which ends in an error where they are nested too deeply, and only if they hold something that can be changed.
/// </para>
/// <para>
/// Ports, handles, continuations and environments are not copied: both processes have the same one. A continuation cannot be used where it was not captured.
/// </para>
/// </remarks>
internal sealed class ValueCopier
{
    /// <summary>How far into functions and parameter objects a glance goes.</summary>
    private const int GlanceDepth = 3;

    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(object Original, object Copy)> _unfilled = new();
    private readonly List<(HashTable Original, HashTable Copy)> _tables = [];
    private bool _isTooDeep;

    /// <summary>Whether nothing that a value consists of can be changed, as far as that shows at a glance.</summary>
    /// <param name="value">The value.</param>
    public static bool IsShared(Value value) => IsShared(value, GlanceDepth);

    private static bool IsShared(Value value, int depth) => value.Tag switch
    {
        null or Tag or string or TextValue or SymbolValue or BigIntegerValue or RationalValue or RecordType => true,
        VectorValue { IsConstant: true } or BytevectorValue { IsConstant: true } => true,
        FunctionValue function => CapturesShared(function, depth - 1),
        ParameterValue parameter => depth > 0 && IsShared(parameter.Default, depth - 1) && IsShared(parameter.Converter, depth - 1),
        PairValue or VectorValue or BytevectorValue or MutableText or CellValue or RecordValue or PromiseValue or MultipleValues or HashTable => false,
        ListValue or ObjectValue => false,
        ExceptionValue { Content: not null } => false,
        _ => true,
    };

    private static bool CapturesShared(FunctionValue function, int depth)
    {
        for (int i = function.CapturedCount - 1; i >= 0; i--)
        {
            if (depth < 0 || !IsShared(function.CapturedAt(i), depth))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Copies one value for a process that shares nothing else with this one.</summary>
    /// <param name="context">The running process; raises an error for a value that is nested too deeply.</param>
    /// <param name="value">The value.</param>
    public static Value Copy(ProcessContext context, Value value)
    {
        if (IsShared(value))
        {
            return value;
        }

        var copier = new ValueCopier();
        var copy = copier.Copy(value);
        copier.Finish(context);
        return copy;
    }

    /// <summary>Copies a value. It is complete after <see cref="Finish"/>.</summary>
    /// <param name="value">The value.</param>
    public Value Copy(Value value)
    {
        if (IsShared(value))
        {
            return value;
        }

        object original = value.Tag!;
        if (!_copies.TryGetValue(original, out object? copy))
        {
            copy = Begin(original);
            _copies[original] = copy;
        }

        return new Value(copy, 0);
    }

    /// <summary>Copies what is left to copy.</summary>
    /// <param name="context">Raises an error when a value was nested too deeply; null for a caller that has no use for one.</param>
    public void Finish(ProcessContext? context)
    {
        while (_unfilled.TryPop(out var unfilled))
        {
            Fill(unfilled.Original, unfilled.Copy);
        }

        // Where a key is depends on all that it consists of.
        foreach (var (original, copy) in _tables)
        {
            foreach (var (key, value) in original.Entries)
            {
                copy.Entries[Copied(key)] = Copied(value);
            }
        }

        if (_isTooDeep)
        {
            context?.Raise(ErrorText.Unsupported("data nested so deeply cannot be copied to another process"));
        }
    }

    private Value Copied(Value value) => IsShared(value) ? value : new Value(_copies[value.Tag!], 0);

    private object Begin(object original)
    {
        switch (original)
        {
            case PairValue:
                return Later(original, new PairValue(default, default));
            case VectorValue vector:
                return Later(original, new VectorValue(new Value[vector.Items.Length]));
            case BytevectorValue bytes:
                return new BytevectorValue([.. bytes.Bytes]);
            case MutableText text:
                return text.Slice(0, text.Length);
            case CellValue:
                return Later(original, new CellValue(default));
            case RecordValue record:
                return Later(original, new RecordValue(record.Type, new Value[record.Fields.Length]));
            case MultipleValues several:
                return Later(original, new MultipleValues(new Value[several.Items.Length]));
            case PromiseValue promise:
                return new PromiseValue((PromiseContent)ContentCopy(promise.Content));
            case FunctionValue function:
                return Later(original, FunctionValue.Unfilled(function.Prototype));
            case HashTable table:
                return BeginTable(table);
            default:
                return CopyWhole(original);
        }
    }

    private object Later(object original, object copy)
    {
        _unfilled.Push((original, copy));
        return copy;
    }

    private object ContentCopy(PromiseContent content)
    {
        if (!_copies.TryGetValue(content, out object? copy))
        {
            _copies.Add(content, copy = Later(content, new PromiseContent { IsDone = content.IsDone }));
        }

        return copy;
    }

    private HashTable BeginTable(HashTable table)
    {
        var copy = HashTable.Create(table.Equivalence, Copy(table.Same), Copy(table.Hash));
        _tables.Add((table, copy));
        _unfilled.Push((table, copy));
        return copy;
    }

    private void Fill(object original, object copy)
    {
        switch (original)
        {
            case PairValue pair:
                var copied = (PairValue)copy;
                copied.Car = Copy(pair.Car);
                copied.Cdr = Copy(pair.Cdr);
                break;
            case VectorValue vector:
                Fill(vector.Items, ((VectorValue)copy).Items);
                break;
            case CellValue cell:
                ((CellValue)copy).Content = Copy(cell.Content);
                break;
            case RecordValue record:
                Fill(record.Fields, ((RecordValue)copy).Fields);
                break;
            case MultipleValues several:
                Fill(several.Items, ((MultipleValues)copy).Items);
                break;
            case PromiseContent content:
                ((PromiseContent)copy).Value = Copy(content.Value);
                break;
            case FunctionValue function:
                for (int i = 0; i < function.CapturedCount; i++)
                {
                    ((FunctionValue)copy).Fill(i, Copy(function.CapturedAt(i)));
                }

                break;
            case HashTable table:
                foreach (var (key, value) in table.Entries)
                {
                    Copy(key);
                    Copy(value);
                }

                break;
        }
    }

    private void Fill(Value[] originals, Value[] copies)
    {
        for (int i = 0; i < originals.Length; i++)
        {
            copies[i] = Copy(originals[i]);
        }
    }

    private object CopyWhole(object original)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _isTooDeep = true;
            return original;
        }

        switch (original)
        {
            case ListValue list:
                var items = list.ToArray();
                return Array.TrueForAll(items, IsShared) ? list : ListValue.FromOwned(Array.ConvertAll(items, Copy));
            case ObjectValue fields:
                var copy = fields;
                foreach (var (name, value) in fields.Fields)
                {
                    copy = IsShared(value) ? copy : copy.Set(name, Copy(value));
                }

                return copy;
            case ExceptionValue { Content: { } content } exception:
                return exception.With(content.With(Copy(content.Subject), Copy(content.Irritants)));
            case ParameterValue parameter:
                return new ParameterValue(Copy(parameter.Default), Copy(parameter.Converter));
            default:
                return original;
        }
    }
}
