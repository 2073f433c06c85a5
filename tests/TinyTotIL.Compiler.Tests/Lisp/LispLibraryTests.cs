using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>Libraries: what programs see of them, and what of them becomes part of programs.</summary>
public sealed class LispLibraryTests
{
    private const string Stack = """
        (define-library (my stack)
          (export make-stack (rename push! stack-push!))
          (import (scheme base))
          (begin
            (define hidden 1)
            (define (make-stack) (list hidden))
            (define (push! s x) (+ s x))))
        """;

    [Fact]
    public void A_program_gets_only_the_definitions_that_it_reaches_each_after_what_it_needs() =>
        Assert.Equal(["compose", "twice"], new LispExpansion().LibraryDefinitions("(define (f) twice) (always-not)\n(define (always-not) 1)"));

    [Fact]
    public void Of_a_record_type_it_gets_the_procedures_that_it_reaches() =>
        Assert.Equal(["counter", "count"], new LispExpansion().LibraryDefinitions("count"));

    [Fact]
    public void A_library_of_the_users_is_found_beside_the_program_and_comes_before_it() =>
        Assert.Equal(
            """
            (define hidden@my/stack 1)
            (define make-stack@my/stack (lambda () (list hidden@my/stack)))
            (define push!@my/stack (lambda (s x) (+ s x)))
            (make-stack@my/stack)
            push!@my/stack
            """,
            new LispExpansion().Add("my/stack.sld", Stack).Expand("(import (scheme base) (my stack)) (make-stack) stack-push!"));

    [Theory]
    [InlineData("(only (my stack) make-stack)", "make-stack")]
    [InlineData("(except (my stack) stack-push!)", "make-stack")]
    [InlineData("(prefix (my stack) my:)", "my:make-stack")]
    [InlineData("(rename (my stack) (make-stack stack-push!) (stack-push! make-stack))", "stack-push!")]
    [InlineData("(prefix (only (rename (my stack) (make-stack new)) new) a-)", "a-new")]
    public void An_import_can_choose_and_rename(string import, string name) =>
        Assert.EndsWith("\nmake-stack@my/stack", new LispExpansion().Add("my/stack.sld", Stack).Expand($"(import {import})\n{name}"), StringComparison.Ordinal);

    [Fact]
    public void A_program_that_imports_has_nothing_else()
    {
        Assert.Contains(
            new LispExpansion().Add("my/stack.sld", Stack).Messages("(import (my stack))\n(list 1)"),
            message => message.StartsWith("2:2 TT4010 the variable 'list' is not defined", StringComparison.Ordinal));
    }

    [Fact]
    public void A_library_can_stand_before_the_program_that_imports_it() =>
        Assert.Equal("(define x@a/b 1)\nx@a/b", new LispExpansion().Expand(
            "(define-library (a b) (export x) (import (scheme base)) (begin (define x 1)))\n(import (scheme base) (a b))\nx"));

    [Fact]
    public void A_macro_of_a_library_uses_what_the_library_does_not_export() =>
        Assert.EndsWith("\n(+ secret@a/b 2)", new LispExpansion().Add(
            "a/b.sld",
            "(define-library (a b) (export m) (import (scheme base)) (begin (define secret 1) (define-syntax m (syntax-rules () ((_ x) (+ secret x))))))")
            .Expand("(import (scheme base) (a b))\n(define secret 5)\n(m 2)"), StringComparison.Ordinal);

    [Fact]
    public void Files_are_included_from_the_folder_of_the_file_that_names_them() =>
        Assert.Equal("(define x@a/b 1)\nx@a/b\n(define y 2)", new LispExpansion()
            .Add("a/b.sld", "(define-library (a b) (export x) (import (scheme base)) (include \"parts/x.scm\"))")
            .Add("a/parts/x.scm", "(define x 1)")
            .Add("y.scm", "(define y 2)")
            .Expand("(import (scheme base) (a b) (ttil scheme))\nx\n(include \"y.scm\")"));

    [Fact]
    public void Libraries_that_import_each_other_are_reported_with_the_way_around() =>
        Assert.Equal(
            ["1:29 TT4042 libraries cannot import each other: (a) imports (b) imports (a)"],
            new LispExpansion().Add("a.sld", "(define-library (a) (import (b)))").Add("b.sld", "(define-library (b) (import (a)))").Messages("(import (a))"));

    [Fact]
    public void Every_name_that_a_standard_library_exports_is_defined()
    {
        var missing = new List<string>();
        string root = RepositoryFiles.Find("");
        foreach (string file in Directory.EnumerateFiles(RepositoryFiles.Find("std"), "*.sld", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(Path.Combine(root, "std"), file).Replace('\\', '/')[..^4];
            var diagnostics = new DiagnosticBag();
            var libraries = new LibrarySet(new LispFiles(new RepositorySource(root), "", ModuleLimits.Default), NativeTable.Library, new GlobalNames(), "", diagnostics);
            libraries.Expander = new Expander(NativeTable.Library, libraries, diagnostics);
            var name = new SyntaxReader(new SourceText("", $"({path.Replace('/', ' ')})"), 0, path.Length + 2, diagnostics).Read()!;
            var set = libraries.ReadImport(name);
            missing.AddRange(diagnostics.All.Select(diagnostic => diagnostic.Render()));
            missing.AddRange(set is null ? [path] : set.Names.Where(export => set.Find(export) is null).Select(export => $"{path}: {export}"));
        }

        Assert.Empty(missing);
    }

    private sealed class RepositorySource(string root) : IModuleSource
    {
        public ModuleContent Read(string path)
        {
            string file = Path.Combine(root, path);
            return File.Exists(file) ? new ModuleContent(File.ReadAllBytes(file), null) : new ModuleContent(null, "No such file or directory (os error 2)");
        }
    }
}
