using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public class AddressTableTests
{
    [Theory]
    [InlineData(2, -1)]
    [InlineData(3, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(int.MaxValue, 2)]
    public void A_row_holds_until_the_next_one_begins(int address, int row) =>
        Assert.Equal(row, AddressTable.LastAtOrBefore<int>([3, 5, 9], address, start => start));

    [Fact]
    public void An_empty_table_has_no_row() =>
        Assert.Equal(-1, AddressTable.LastAtOrBefore<int>([], 0, start => start));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    [InlineData(14, 1)]
    [InlineData(15, 2)]
    public void Every_address_belongs_to_a_module_and_those_before_the_second_to_the_main_program(int address, int module)
    {
        ModuleImage[] modules = [Module(0, 9), Module(10, 4), Module(15, 0)];
        Assert.Equal(module, new ProgramImage(modules, () => ProgramSymbols.Empty).ModuleOf(address));
    }

    private static ModuleImage Module(int start, int length) => new("m", start, length, LoadError: null, Body: null);
}
