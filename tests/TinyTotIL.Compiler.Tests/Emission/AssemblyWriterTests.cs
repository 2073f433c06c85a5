using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Emission;

public sealed class AssemblyWriterTests
{
    [Fact]
    public void The_same_program_gives_the_same_bytes()
    {
        var first = Sample();
        var second = Sample();

        Assert.Equal(first.Dll, second.Dll);
        Assert.Equal(first.Pdb!, second.Pdb!);
        Assert.Equal(first.RuntimeConfig, second.RuntimeConfig);
    }

    [Fact]
    public void Another_program_gets_another_identity()
    {
        Assert.NotEqual(Mvid(Sample("one")), Mvid(Sample("two")));

        static Guid Mvid(AssemblyOutput output)
        {
            using var reader = new PEReader(new MemoryStream(output.Dll));
            var metadata = reader.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }
    }

    [Fact]
    public void The_dll_names_its_pdb_without_a_folder_and_carries_its_identity()
    {
        var output = Sample();
        using var reader = new PEReader(new MemoryStream(output.Dll));
        var entry = reader.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        var data = reader.ReadCodeViewDebugDirectoryData(entry);
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(output.Pdb!));
        var id = new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id);

        Assert.Equal("prog.pdb", data.Path);
        Assert.Equal(id.Guid, data.Guid);
        Assert.Equal(id.Stamp, entry.Stamp);
    }

    [Fact]
    public void Only_the_facade_and_the_runtime_are_referenced()
    {
        using var reader = new PEReader(new MemoryStream(Sample().Dll));
        var metadata = reader.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
            .Select(reference => (Name: metadata.GetString(reference.Name), Token: Convert.ToHexString(metadata.GetBlobBytes(reference.PublicKeyOrToken))))
            .ToList();

        Assert.Equal([("System.Runtime", "B03F5F7F11D50A3A"), ("TinyTotIL.Runtime", "")], references);
    }

    [Fact]
    public void The_assembly_says_what_it_is_and_carries_its_resources()
    {
        var output = Sample();
        var context = new System.Runtime.Loader.AssemblyLoadContext("attributes", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(output.Dll));
        var attribute = assembly.GetCustomAttributes(typeof(System.Runtime.Versioning.TargetFrameworkAttribute), false).Cast<System.Runtime.Versioning.TargetFrameworkAttribute>().Single();
        using var resource = new StreamReader(assembly.GetManifestResourceStream("image")!);

        Assert.Equal("prog", assembly.GetName().Name);
        Assert.Equal(".NETCoreApp,Version=v10.0", attribute.FrameworkName);
        Assert.Equal(".NET 10.0", attribute.FrameworkDisplayName);
        Assert.Equal("some bytes", resource.ReadToEnd());
        Assert.Equal("Main", assembly.EntryPoint!.Name);
        Assert.True(assembly.GetType("Program")!.IsPublic);
        context.Unload();
    }

    [Fact]
    public void The_runtime_configuration_is_json_for_net_10()
    {
        using var config = JsonDocument.Parse(Sample().RuntimeConfig);
        var options = config.RootElement.GetProperty("runtimeOptions");

        Assert.Equal("Microsoft.NETCore.App", options.GetProperty("framework").GetProperty("name").GetString());
        Assert.Equal("10.0.0", options.GetProperty("framework").GetProperty("version").GetString());
        Assert.False(options.GetProperty("configProperties").GetProperty("System.GC.Concurrent").GetBoolean());
    }

    private static AssemblyOutput Sample(string text = "text")
    {
        using var assembly = new TestAssembly();
        var shell = assembly.Shell;
        var main = assembly.Write(assembly.Add("Main", assembly.Int32, (shell.Module.TypeSystem.String, "argument")), il =>
        {
            var local = il.DeclareLocal(assembly.Value, "v");
            il.MarkSequencePoint(shell.Symbols.DocumentFor("main.ttvm"), 1);
            il.LoadNull();
            il.LoadConstant(text);
            il.Call(shell.Runtime.Method(typeof(Value), nameof(Value.Text)));
            il.Duplicate();
            il.CallOperation(shell.Runtime, ((Func<ProcessContext, Value, Value, Value>)ArithmeticOperations.Add).Method);
            il.StoreLocal(local);
            il.LoadConstant(0);
            il.Emit(OpCodes.Ret);
        });
        shell.SetEntryPoint(main);
        shell.AddResource("image", Encoding.UTF8.GetBytes("some bytes"));
        return assembly.Output();
    }
}
