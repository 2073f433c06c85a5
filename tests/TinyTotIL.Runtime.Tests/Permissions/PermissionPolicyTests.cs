using TinyTotIL.Runtime.Permissions;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Permissions;

public sealed class PermissionPolicyTests
{
    [Theory]
    [InlineData("--sandbox")]
    [InlineData("--sandbox --allow-read=a --allow-read=b,,c --allow-net=*.example.com:443")]
    [InlineData("--deny-net=10.0.0.0/8 --deny-net=[fd00::1]:80")]
    [InlineData("--sandbox --allow-read --allow-db=sqlite:x.db --deny-env=TOKEN --deny-run")]
    public void Flags_are_printed_as_they_are_read(string flags)
    {
        var policy = PermissionPolicy.Of(flags.Split(' '));
        Assert.Equal(flags, policy.ToString());
        Assert.Equal(flags, PermissionPolicy.Deserialize(policy.Serialize()).ToString());
    }

    [Fact]
    public void Commas_separate_names_and_two_of_them_are_one() =>
        Assert.Equal("--sandbox --allow-read=a --allow-read=b,,c --allow-read=d", PermissionPolicy.Of("--sandbox", "--allow-read=a,b,,c,d").ToString());

    [Theory]
    [InlineData("--allow-read", "--allow-read needs --sandbox; without it everything is allowed")]
    [InlineData("--sandbox --allow-read=", "--allow-read: '' is no name; without = the flag means everything")]
    [InlineData("--sandbox --allow-read=a,", "--allow-read: '' is no name; without = the flag means everything")]
    [InlineData("--deny-net=a:b", "--deny-net: 'a:b' is neither HOST, HOST:PORT, an address nor a range of addresses such as 10.0.0.0/8")]
    [InlineData("--deny-net=10.0.0.0/33", "--deny-net: '10.0.0.0/33' is neither HOST, HOST:PORT, an address nor a range of addresses such as 10.0.0.0/8")]
    [InlineData("--deny-env=A=B", "--deny-env: 'A=B' is no name of a variable")]
    [InlineData("--deny-db=mysql://x", "--deny-db: 'mysql://x' is neither sqlite, postgres, sqlite:FILE nor postgres://HOST/DATABASE")]
    [InlineData("--deny-all", "'--deny-all' is no permission; they are --sandbox, --allow-KIND and --deny-KIND, where KIND is read, write, net, env, run, db")]
    public void What_makes_no_sense_is_refused(string flags, string problem)
    {
        Assert.False(PermissionPolicy.TryRead(flags.Split(' '), out _, out string? found));
        Assert.Equal(problem, found);
    }

    [Fact]
    public void Both_of_two_policies_must_permit()
    {
        var wide = PermissionPolicy.Of("--sandbox", "--allow-read");
        var narrow = PermissionPolicy.Of("--deny-read=x");
        Assert.Equal("--sandbox --allow-read and --deny-read=x", wide.And(narrow).ToString());
        Assert.Equal("--sandbox --allow-read", wide.And(wide).ToString());
        Assert.True(PermissionPolicy.Everything.And(PermissionPolicy.Of()).IsEverything);
    }
}
