using TinyTotIL.Examples.Embedding;

// One scenario by its name, or all of them.
string[] wanted = args.Length == 0 ? [.. Scenarios.All.Keys] : args;
foreach (string name in wanted)
{
    Console.WriteLine($"== {name}");
    await Scenarios.All[name]();
}
