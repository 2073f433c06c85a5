using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>IMPORT and EXPORT.</summary>
public static class ModuleOperations
{
    /// <summary>IMPORT, up to the storing of the exports: afterwards <see cref="ExportsOf"/> has them, or an error is under way.</summary>
    /// <remarks>
    /// A module runs at most once in a program run; only success is remembered. While it runs it has its own run, with a
    /// copy of what the importer has imported; what it imports itself joins the importer's when it succeeds. A module may wait: then
    /// this is asked again once it has finished, and finds its exports.
    /// </remarks>
    /// <param name="context">The running process.</param>
    /// <param name="module">Number of the module.</param>
    [Suspends]
    public static void Import(ProcessContext context, int module)
    {
        var image = context.Image.Modules[module];
        var importer = context.Module;
        if (context.Loading.Contains(image.Path))
        {
            context.Raise(ErrorText.CircularDependency(image.Path));
            return;
        }

        if (importer.Cache.ContainsKey(image.Path))
        {
            return;
        }

        if (image.LoadError is not null)
        {
            context.Raise(image.LoadError);
            return;
        }

        var run = new ModuleRun(context.Image, module, importer.Cache) { Importer = importer };
        context.Loading.Add(image.Path);
        context.Module = run;
        try
        {
            StackSegments.RunBody(context);
        }
        catch
        {
            Leave(context, importer);
            throw;
        }

        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(new ImportFrame(importer, run));
            return;
        }

        Finish(context, importer, run);
    }

    /// <summary>The exports of a module that an IMPORT of the running module has loaded.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="module">Number of the module.</param>
    public static Scope ExportsOf(ProcessContext context, int module) => context.Module.Cache[context.Image.Modules[module].Path];

    /// <summary>One export of a loaded module.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="module">Number of the module.</param>
    /// <param name="name">The name.</param>
    /// <param name="otherwise">The result when the module did not export the name.</param>
    public static Value ExportOr(ProcessContext context, int module, string name, [MayBeUnset] Value otherwise) =>
        ExportsOf(context, module).TryGet(name, out var value) ? value : otherwise;

    /// <summary>EXPORT: publishes a value under a name; a later EXPORT of the name replaces it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The variable's value.</param>
    /// <param name="name">The variable.</param>
    public static void Export(ProcessContext context, Value value, string name)
    {
        if (value.IsUnset)
        {
            context.Raise(ErrorText.UndefinedVariable(name));
            return;
        }

        context.Module.Exports.Set(name, value);
    }

    /// <summary>Ends the run of an imported module, however it ended.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="importer">The run that goes on.</param>
    /// <param name="run">The module's run.</param>
    internal static void Finish(ProcessContext context, ModuleRun importer, ModuleRun run)
    {
        Leave(context, importer);
        switch (context.Reductions)
        {
            case ProcessContext.Exiting:
                return;

            case ProcessContext.Raising:
                context.RaiseFromModule(context.Raised!.UncaughtText(context.Image, run.Addresses));
                return;

            case ProcessContext.Halting:
                context.Clear();
                break;
        }

        importer.Addresses = importer.Addresses.With(run.Addresses);
        foreach (var (path, exports) in run.Cache)
        {
            importer.Cache.TryAdd(path, exports);
        }

        importer.Cache[context.Image.Modules[run.Module].Path] = run.Exports;
    }

    private static void Leave(ProcessContext context, ModuleRun importer)
    {
        context.Module = importer;
        context.Loading.RemoveAt(context.Loading.Count - 1);
    }
}
