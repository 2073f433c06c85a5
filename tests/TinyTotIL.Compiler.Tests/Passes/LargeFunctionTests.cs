using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>Functions of a size at which anything quadratic would not end while somebody waits.</summary>
public sealed class LargeFunctionTests
{
    private const int Loops = 5_000;
    private const int Variables = 200;

    [Fact]
    public void Loops_in_a_row() => Optimize(builder =>
    {
        for (int i = 0; i < Loops; i++)
        {
            int next = builder.NewBlock();
            Loop(builder, next, i);
            builder.End(Branch(builder, i + 1, next, builder.NewBlock()));
            builder.Begin(next + 1, [], handler: null);
        }
    });

    [Fact]
    public void Loops_in_each_other() => Optimize(builder =>
    {
        var headers = new Stack<int>();
        for (int i = 0; i < Loops; i++)
        {
            headers.Push(builder.NewBlock());
            Loop(builder, headers.Peek(), i);
        }

        while (headers.TryPop(out int header))
        {
            int next = builder.NewBlock();
            builder.End(Branch(builder, header, header, next));
            builder.Begin(next, [], handler: null);
        }
    });

    [Fact]
    public void Empty_blocks_in_a_row() => Optimize(builder =>
    {
        for (int i = 0; i < 2 * Loops; i++)
        {
            int next = builder.NewBlock();
            builder.End(new Terminator.Jump(IrEdge.To(next), 0));
            builder.Begin(next, [], handler: null);
        }
    });

    [Fact]
    public void Variables_that_become_each_other() => Optimize(builder =>
    {
        for (int i = 0; i < 20 * Loops; i++)
        {
            builder.Set(VariableAt(builder, i + 1), builder.Get(VariableAt(builder, i)));
        }
    });

    private static void Optimize(Action<IrBuilder> body)
    {
        var builder = new IrBuilder();
        builder.Begin(builder.NewBlock(), [], handler: null);
        for (int i = 0; i < Variables; i++)
        {
            builder.Set(VariableAt(builder, i), builder.Call(ConsoleOperations.ReadLine, canRaise: true, []));
        }

        body(builder);
        for (int i = 0; i < Variables; i++)
        {
            builder.Run(ConsoleOperations.Print, canRaise: false, [builder.Get(VariableAt(builder, i))]);
        }

        builder.End(new Terminator.Return([], 0));
        var function = builder.Build(1, "large", IrFunctionKind.TopLevel, 0, [], results: 0);
        var module = IrReader.ReadModule(LoweredPrograms.Around(""));
        module = module with
        {
            Functions = module.Functions.Add(function),
            Modules = [module.Modules[0] with { TopLevel = 1 }],
        };
        Assert.Empty(PassRunner.Run(module, 2, disabled: [], check: true).Functions[^1].Variables);
    }

    /// <summary>Begins a block that the end of a loop can lead back to, and changes a variable in it.</summary>
    private static void Loop(IrBuilder builder, int header, int number)
    {
        builder.End(new Terminator.Jump(IrEdge.To(header), 0));
        builder.Begin(header, [], handler: null);
        var variable = VariableAt(builder, number);
        builder.Set(variable, builder.Call(ArithmeticOperations.Add, canRaise: true, [builder.Get(variable), builder.Constant(IrType.Int, Value.Int(1))]));
    }

    private static Terminator.Branch Branch(IrBuilder builder, int variable, int back, int next) =>
        new(builder.Get(VariableAt(builder, variable)), IrEdge.To(next), IrEdge.To(back), 0);

    private static int Open(IrBuilder builder) => builder.NewBlock();

    private static IrVariable VariableAt(IrBuilder builder, int number) => builder.Variable($"v{number % Variables}");
}
