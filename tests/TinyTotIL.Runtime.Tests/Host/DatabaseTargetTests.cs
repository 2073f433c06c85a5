using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

public sealed class DatabaseTargetTests
{
    [Theory]
    [InlineData("sqlite::memory:", "sqlite::memory:")]
    [InlineData("sqlite:a b.db", "sqlite:a b.db")]
    [InlineData("SQLITE:x.db?mode=ro", "sqlite:x.db")]
    [InlineData("postgres://ann:secret@db.example:5433/shop", "postgres://ann@db.example:5433/shop")]
    [InlineData("postgresql://ann:p%40s%3A@[::1]/shop?sslmode=require", "postgres://ann@::1:5432/shop")]
    [InlineData("postgres:host=h port=1 dbname='my shop' user=ann password='it\\'s secret'", "postgres://ann@h:1/my shop")]
    [InlineData("Host=h;Username=ann;Password=secret;Database=shop", "postgres://ann@h:5432/shop")]
    [InlineData("postgres:", "postgres://localhost:5432/")]
    public void What_it_names_is_shown_without_its_password(string text, string id)
    {
        Assert.True(DatabaseTarget.TryParse(text, out var target, out _));
        Assert.Equal(id, target.Id);
        Assert.Equal(id, target.ToString());
    }

    [Theory]
    [InlineData("postgresql://ann:p%40s%3A@h/shop", "p@s:")]
    [InlineData("postgres://ann:a@b@h/shop", "a@b")]
    [InlineData("postgres:host=h user=ann password='it\\'s secret'", "it's secret")]
    [InlineData("postgres:host=h password = x", "x")]
    [InlineData("postgres://ann@h/shop", null)]
    public void Passwords_are_read(string text, string? password)
    {
        Assert.True(DatabaseTarget.TryParse(text, out var target, out _));
        Assert.Equal(password, target.Password);
        Assert.Equal("h", target.Host);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x.db")]
    [InlineData("sqlite:")]
    [InlineData("oracle://ann:secret@h/shop")]
    [InlineData("postgres://ann:secret@h:0/shop")]
    [InlineData("postgres://ann:secret@h:x/shop")]
    [InlineData("postgres://ann:secret@h1,h2/shop")]
    [InlineData("postgres:host=h secret")]
    [InlineData("postgres:host=h sslrootcert=secret")]
    [InlineData("sqlite:secret\0.db")]
    public void What_is_refused_is_not_repeated(string text)
    {
        Assert.False(DatabaseTarget.TryParse(text, out _, out string? problem));
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }
}
