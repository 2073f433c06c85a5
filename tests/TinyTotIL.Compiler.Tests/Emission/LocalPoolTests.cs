using TinyTotIL.Compiler.Emission;

namespace TinyTotIL.Compiler.Tests.Emission;

public sealed class LocalPoolTests
{
    [Fact]
    public void A_returned_local_is_lent_again_and_a_lent_one_is_not()
    {
        using var assembly = new TestAssembly();
        var pool = new LocalPool(assembly.Checked(assembly.Add("f", assembly.Void)));
        var first = pool.Borrow(assembly.Int64);
        var second = pool.Borrow(assembly.Int64);
        var other = pool.Borrow(assembly.Text);
        var (firstLocal, otherLocal) = (first.Local, other.Local);
        Assert.NotSame(firstLocal, second.Local);

        first.Dispose();
        other.Dispose();
        using var third = pool.Borrow(assembly.Int64);
        using var fourth = pool.Borrow(assembly.Int64);

        Assert.Same(firstLocal, third.Local);
        Assert.NotSame(otherLocal, fourth.Local);
        Assert.NotSame(second.Local, fourth.Local);
    }

    [Fact]
    public void Giving_back_twice_counts_once_and_ends_the_use()
    {
        using var assembly = new TestAssembly();
        var pool = new LocalPool(assembly.Checked(assembly.Add("f", assembly.Void)));
        var loan = pool.Borrow(assembly.Int64);
        loan.Dispose();
        loan.Dispose();
        using var next = pool.Borrow(assembly.Int64);
        using var another = pool.Borrow(assembly.Int64);

        Assert.NotSame(next.Local, another.Local);
        Assert.Throws<ObjectDisposedException>(() => loan.Local);
    }
}
