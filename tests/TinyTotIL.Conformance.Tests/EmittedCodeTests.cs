using System.Reflection;
using System.Runtime.CompilerServices;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Code that no run reaches must be valid too.</summary>
public sealed class EmittedCodeTests
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static TheoryData<string> CaseFolders() =>
        [.. CaseCatalog.Cases.Select(FolderOf).Where(folder => !folder.Split('/').Contains("bad")).Distinct()];

    [Theory]
    [MemberData(nameof(CaseFolders))]
    public void The_JIT_accepts_every_method_of_every_case(string folder)
    {
        var modules = new FolderModuleSource(Path.Combine(CaseCatalog.CaseFolder, folder));
        foreach (string name in CaseCatalog.Cases.Where(name => FolderOf(name) == folder))
        {
            Prepare(name, Compilation.Load(Path.GetFileName(name), modules));
        }
    }

    [Fact]
    public void The_JIT_accepts_every_method_of_every_example()
    {
        var modules = new FolderModuleSource(CaseCatalog.Root);
        foreach (string name in CaseCatalog.Examples)
        {
            Prepare(name, Compilation.Load($"examples/{name}", modules));
        }
    }

    private static string FolderOf(string name) => name[..name.LastIndexOf('/')];

    private static void Prepare(string name, LoadResult loaded)
    {
        Assert.True(loaded.Program is not null, $"{name} was refused.");
        var assembly = ProgramRunner.Emit(loaded.Program).LoadAssembly(canUnload: false);
        var methods = assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
            .Where(method => !method.IsAbstract && !method.ContainsGenericParameters)
            .ToList();
        Assert.NotEmpty(methods);
        foreach (var method in methods)
        {
            var failure = Record.Exception(() => RuntimeHelpers.PrepareMethod(method.MethodHandle));
            Assert.True(failure is null, $"{name}: {method.DeclaringType}.{method.Name}: {failure}");
        }
    }
}
