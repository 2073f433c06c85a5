using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <content>DEFINE-RECORD-TYPE.</content>
internal sealed partial class Expander
{
    /// <summary><c>(define-record-type name constructor predicate (field accessor [modifier]) ...)</c></summary>
    private void DefineRecordType(FormUse use, DefinitionTarget target)
    {
        if (use.Count < 3 || use.Items[1] is not Identifier name || ReadFields(use) is not { } fields)
        {
            if (use.Count < 3 || use.Items[1] is not Identifier)
            {
                WrongForm(use);
            }

            return;
        }

        var type = target.Name(name, use);
        LispNode names = new LispNode.Constant(SymbolList(fields), use.Place);
        var typeName = new LispNode.Constant(Value.From(name.Symbol), name.Place);
        target.Add(type, name, () => new LispNode.NativeCall(RuntimeNames.MakeRecordType, [typeName, names], use.Place));
        DefineConstructor(use, target, type, fields);
        DefinePredicate(use, target, type);
        for (int index = 0; index < fields.Count; index++)
        {
            DefineField(use, target, type, fields[index], index);
        }
    }

    private static Value SymbolList(List<Identifier[]> fields)
    {
        var list = Value.EmptyList;
        for (int index = fields.Count - 1; index >= 0; index--)
        {
            list = Value.From(new PairValue(Value.From(fields[index][0].Symbol), list));
        }

        return list;
    }

    /// <summary>The fields, each with its procedures; null, with a diagnostic, when they are written otherwise.</summary>
    private List<Identifier[]>? ReadFields(FormUse use)
    {
        var fields = new List<Identifier[]>();
        foreach (var item in use.From(4))
        {
            // A name alone is a field that only the constructor knows.
            var parts = item is Identifier ? [item] : ListItems(item);
            if (parts is not { Length: >= 1 and <= 3 } || !Array.TrueForAll(parts, part => part is Identifier))
            {
                WrongForm(use, item);
                return null;
            }

            var field = Array.ConvertAll(parts, part => (Identifier)part);
            if (fields.Exists(other => ReferenceEquals(other[0].Key, field[0].Key)))
            {
                ReportTwice(field[0]);
            }

            fields.Add(field);
        }

        return fields;
    }

    private void DefineConstructor(FormUse use, DefinitionTarget target, LispVariable type, List<Identifier[]> fields)
    {
        var syntax = use.Items[2];
        if (syntax is AtomSyntax { Value.IsFalse: true })
        {
            return;
        }

        // A name alone takes all fields.
        var parts = syntax is Identifier ? [syntax, .. fields.ConvertAll(field => field[0])] : ListItems(syntax);
        if (parts is not { Length: >= 1 } || !Array.TrueForAll(parts, part => part is Identifier))
        {
            WrongForm(use, syntax);
            return;
        }

        var name = (Identifier)parts[0];
        var parameters = new LocalVariable?[fields.Count];
        var order = ImmutableArray.CreateBuilder<LocalVariable>();
        foreach (var part in parts.AsSpan(1))
        {
            var field = (Identifier)part;
            int index = fields.FindIndex(other => ReferenceEquals(other[0].Key, field.Key));
            if (index < 0 || parameters[index] is not null)
            {
                Report(index < 0 ? DiagnosticDescriptors.LispNoSuchField : DiagnosticDescriptors.LispDefinedTwice, field, field.Name);
                continue;
            }

            order.Add(parameters[index] = new LocalVariable(field.Name, field.Place));
        }

        var variable = target.Name(name, use);
        target.Add(variable, syntax, () =>
        {
            var values = Array.ConvertAll(parameters, LispNode (parameter) =>
                parameter is null ? new LispNode.Constant(Value.Bool(false), syntax.Place) : new LispNode.Reference(parameter, parameter.Place));
            var vector = new LispNode.Call(new LispNode.Reference(new PrimitiveProcedure("vector", default), syntax.Place), [.. values], syntax.Place);
            var record = new LispNode.NativeCall(RuntimeNames.MakeRecord, [ReferTo(type, syntax.Place), vector], syntax.Place);
            return new LispNode.Lambda(name.Name, order.ToImmutable(), null, record, syntax.Place);
        });
    }

    private LispNode.Reference ReferTo(LispVariable variable, LispPlace place) => new(Use(variable), place);

    private void DefinePredicate(FormUse use, DefinitionTarget target, LispVariable type)
    {
        if (use.Items[3] is AtomSyntax { Value.IsFalse: true })
        {
            return;
        }

        if (use.Items[3] is not Identifier name)
        {
            WrongForm(use, use.Items[3]);
            return;
        }

        var value = new LocalVariable("object", name.Place);
        target.Add(target.Name(name, use), name, () => new LispNode.Lambda(name.Name, [value], null, new LispNode.NativeCall(
            RuntimeNames.IsRecord, [new LispNode.Reference(value, name.Place), ReferTo(type, name.Place)], name.Place), name.Place));
    }

    private void DefineField(FormUse use, DefinitionTarget target, LispVariable type, Identifier[] field, int index)
    {
        if (field.Length >= 2)
        {
            var accessor = field[1];
            var record = new LocalVariable("record", accessor.Place);
            target.Add(target.Name(accessor, use), accessor, () => new LispNode.Lambda(accessor.Name, [record], null, new LispNode.NativeCall(
                RuntimeNames.RecordRef, RecordArguments(record, type, index, accessor, []), accessor.Place), accessor.Place));
        }

        if (field.Length == 3)
        {
            var modifier = field[2];
            var record = new LocalVariable("record", modifier.Place);
            var value = new LocalVariable("value", modifier.Place);
            target.Add(target.Name(modifier, use), modifier, () => new LispNode.Lambda(modifier.Name, [record, value], null, new LispNode.NativeCall(
                RuntimeNames.RecordSet, RecordArguments(record, type, index, modifier, [new LispNode.Reference(value, modifier.Place)]), modifier.Place), modifier.Place));
        }
    }

    private ImmutableArray<LispNode> RecordArguments(LocalVariable record, LispVariable type, int index, Identifier procedure, ReadOnlySpan<LispNode> value)
    {
        var place = procedure.Place;
        return
        [
            new LispNode.Reference(record, place), ReferTo(type, place), new LispNode.Constant(Value.Int(index), place), .. value,
            new LispNode.Constant(Value.From(procedure.Symbol), place),
        ];
    }
}
