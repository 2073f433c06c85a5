using System.Collections.Frozen;
using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Operations on what is known to be an object, a list or text go without boxes and tests.</summary>
/// <remarks>
/// <code>
/// b0(r0: object, r1: list, r2: int, r3):
///   r4 = call_operation FieldOperations.Set(r0, r3, "x")
///   r5: object = narrow r4
///   r6 = call_operation ListOperations.Index(r1, r2) raises
///   jump b1(r5, r6)
/// =>
/// b0(r0: object, r1: list, r2: int, r3):
///   r7: object = call_operation FieldOperations.SetOf(r0, r3, "x")
///   r6 = call_operation ListOperations.ElementOf(r1, r2) raises
///   jump b1(r7, r6)
/// </code>
/// It fires where every argument of a row of <see cref="Forms"/> has the type that the other form takes. What the other form
/// gives is often narrower than any value, and then serves in its place. The pass stands behind those that know operations by what
/// they mean, because the forms mean the same.
/// </remarks>
internal static class TypedOperations
{
    private static readonly FrozenDictionary<RuntimeOperation, RuntimeOperation> Forms = new Dictionary<RuntimeOperation, RuntimeOperation>
    {
        [RuntimeOperation.Of(FieldOperations.Get)] = RuntimeOperation.Of(FieldOperations.GetOf),
        [RuntimeOperation.Of(FieldOperations.Has)] = RuntimeOperation.Of(FieldOperations.HasOf),
        [RuntimeOperation.Of(FieldOperations.Set)] = RuntimeOperation.Of(FieldOperations.SetOf),
        [RuntimeOperation.Of(FieldOperations.SetOwned)] = RuntimeOperation.Of(FieldOperations.SetOwnedOf),
        [RuntimeOperation.Of(ListOperations.Length)] = RuntimeOperation.Of(ListOperations.LengthOf),
        [RuntimeOperation.Of(ListOperations.Index)] = RuntimeOperation.Of(ListOperations.ElementOf),
        [RuntimeOperation.Of(ListOperations.Append)] = RuntimeOperation.Of(ListOperations.AppendOf),
        [RuntimeOperation.Of(ListOperations.Set)] = RuntimeOperation.Of(ListOperations.SetOf),
        [RuntimeOperation.Of(ListOperations.AppendOwned)] = RuntimeOperation.Of(ListOperations.AppendOwnedOf),
        [RuntimeOperation.Of(ListOperations.SetOwned)] = RuntimeOperation.Of(ListOperations.SetOwnedOf),
        [RuntimeOperation.Of(TextOperations.Concat)] = RuntimeOperation.Of(TextOperations.ConcatOf),
    }.ToFrozenDictionary();

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "typed-operations", "Calls the forms of operations that take objects, lists and text without boxes.", level: 1, (_, function) => Run(function));

    private static IrFunction Run(IrFunction function) =>
        function.Blocks.Any(block => block.Instructions.Any(HasForm)) ? new Rewriter(function).Run() : function;

    private static bool HasForm(IrInstruction instruction) => instruction is IrInstruction.CallOperation call && Forms.ContainsKey(call.Operation);

    /// <summary>Rewrites one function. Definitions come before their uses in the order of blocks, so chains of operations are seen through.</summary>
    private sealed class Rewriter(IrFunction function)
    {
        private readonly RegisterReplacement _replacement = new();
        private int _registerCount = function.RegisterCount;
        private bool _changed;

        public IrFunction Run()
        {
            var blocks = function.Blocks.ToBuilder();
            foreach (int number in new ControlFlow(function).Order)
            {
                blocks[number] = Rewrite(blocks[number]);
            }

            return !_changed ? function : function with
            {
                Blocks = _replacement.Apply(blocks.MoveToImmutable()),
                RegisterCount = _registerCount,
                Names = _replacement.Apply(function.Names),
            };
        }

        private BasicBlock Rewrite(BasicBlock block)
        {
            var instructions = ImmutableArray.CreateBuilder<IrInstruction>(block.Instructions.Length);
            bool changed = false;
            foreach (var instruction in block.Instructions)
            {
                if (instruction is IrInstruction.CallOperation call && FormOf(call) is { } form)
                {
                    WriteForm(call, form, instructions);
                    changed = true;
                    continue;
                }

                if (instruction is IrInstruction.Narrow narrow && _replacement.Resolve(narrow.Value) is var value && value.Type == narrow.Defined.Type)
                {
                    _replacement.Replace(narrow.Defined, value);
                }

                instructions.Add(instruction);
            }

            _changed |= changed;
            return changed ? block with { Instructions = instructions.DrainToImmutable() } : block;
        }

        private RuntimeOperation? FormOf(IrInstruction.CallOperation call)
        {
            if (!Forms.TryGetValue(call.Operation, out var form))
            {
                return null;
            }

            var types = form.ParameterTypes.Where(form.IsRegister).Select(type => IrTypes.Of(type)!.Value);
            return call.Arguments.Zip(types, (argument, type) => IrTypes.Fits(_replacement.Resolve(argument).Type, type)).All(fits => fits) ? form : null;
        }

        private void WriteForm(IrInstruction.CallOperation call, RuntimeOperation form, ImmutableArray<IrInstruction>.Builder instructions)
        {
            var typed = call with { Operation = form, CanRaise = call.CanRaise && form.TakesContext };
            if (call.Defined is not { } defined || form.ResultType == defined.Type)
            {
                instructions.Add(typed);
                return;
            }

            var given = new Register(_registerCount++, form.ResultType!.Value);
            instructions.Add(typed with { Target = given, Defined = given });
            if (given.Type == IrType.Bool)
            {
                // The language has 1 and 0 where the form has true and false.
                var number = new Register(_registerCount++, IrType.Int);
                instructions.Add(new IrInstruction.Primitive(number, PrimitiveOperator.IntOfBool, [given], call.Address) { Site = call.Site });
                given = number;
            }

            _replacement.Replace(defined, given);
        }
    }
}
