#!/usr/bin/env python3
"""Times the Scheme programs beside this file on ttil, Chez Scheme and Guile, whole processes.

    run.py                              all programs on every implementation found
    run.py -w fib,tak -i ttil,chez      some of them
    run.py --ttil path/to/ttil          another ttil than the one on PATH
    run.py --rounds 5                   rounds of interleaved runs (A B C A B C ...); medians count
    run.py --size small                 the small sizes: what it costs to start

Programs are standard R7RS and run unchanged everywhere; Chez Scheme gets the libraries of that report from a few lines written into a
temporary folder. Guile compiles a program the first time and keeps the result, so every implementation runs once before the clock
counts. 'ttil' and 'chez' compile in memory as part of the run; 'ttil-dll' and 'chez-so' run what was compiled before.
An implementation that needs more than --patience seconds for a program is measured once.
"""

import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZES = re.compile(r"^; size (\d+): \d+ units, prints (.+)$", re.MULTILINE)
SIZE = re.compile(r"^\(define size \d+\) ; size$", re.MULTILINE)
CHEZ_LIBRARY = "(library (scheme %s) (export) (import (chezscheme)) (export (import (chezscheme))))"
CHEZ_BASE = """(library (scheme base)
  (export square)
  (import (chezscheme))
  (export (import (chezscheme)))
  (define-syntax square (syntax-rules () ((_ x) (let ((y x)) (* y y))))))"""


def which(*names):
    return next((found for found in map(shutil.which, names) if found), None)


def implementations(ttil, build):
    """Name -> (command that builds or None, command that runs), with {src} and {out}."""
    found = {}
    if ttil:
        found["ttil"] = (None, [ttil, "run", "{src}"])
        found["ttil-dll"] = ([ttil, "compile", "{src}", "-o", "{out}.dll"], ["dotnet", "{out}.dll"])
    chez = which("chezscheme", "chez", "scheme")
    if chez:
        shim = build / "chez" / "scheme"
        shim.mkdir(parents=True)
        (shim / "base.sls").write_text(CHEZ_BASE)
        for name in ("write", "inexact"):
            (shim / f"{name}.sls").write_text(CHEZ_LIBRARY % name)
        libraries = ["--libdirs", str(shim.parent)]
        compile_program = build / "compile.ss"
        compile_program.write_text("(compile-imported-libraries #t)(compile-program (cadr (command-line)) (caddr (command-line)))")
        found["chez"] = (None, [chez, *libraries, "--program", "{src}"])
        found["chez-so"] = ([chez, *libraries, "--script", str(compile_program), "{src}", "{out}.so"],
                            [chez, *libraries, "--program", "{out}.so"])
    guile = which("guile", "guile-3.0")
    if guile:
        found["guile"] = (None, ["env", f"XDG_CACHE_HOME={build / 'guile'}", guile, "--r7rs", "{src}"])
    return found


def filled(command, source, out):
    return [part.format(src=source, out=out) if "{" in part else part for part in command]


def timed(command, folder):
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    seconds = time.perf_counter() - begin
    return seconds, done.stdout.strip(), done


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else float("nan")


def measure(name, impls, size_index, rounds, patience, build):
    text = (HERE / f"{name}.scm").read_text()
    size, expected = SIZES.findall(text)[size_index]
    folder = build / name
    folder.mkdir(exist_ok=True)
    source = folder / f"{name}.scm"
    source.write_text(SIZE.sub(f"(define size {size}) ; size", text))
    times = {impl: [] for impl in impls}
    for round_number in range(-1, rounds):
        for impl, (make, run) in impls.items():
            if times[impl] is None or (times[impl] and times[impl][0] > patience):
                continue
            out = folder / impl
            if round_number < 0 and make:
                built = subprocess.run(filled(make, source, out), capture_output=True, text=True)
                if built.returncode != 0:
                    print(f"{name}: {impl} does not compile it: {built.stderr.strip()[:300]}", file=sys.stderr)
                    times[impl] = None
                    continue
            seconds, output, done = timed(filled(run, source, out), folder)
            if done.returncode != 0 or output != expected:
                print(f"{name}: {impl} gives {output!r} for {expected!r}: {done.stderr.strip()[:300]}", file=sys.stderr)
                times[impl] = None
            elif round_number >= 0 or seconds > patience:
                times[impl].append(seconds)
    return {impl: statistics.median(values) if values else None for impl, values in times.items()}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("-w", default="", help="programs, with commas")
    options.add_argument("-i", default="", help="implementations, with commas")
    options.add_argument("--ttil", default=which("ttil"))
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--size", choices=("big", "small"), default="big")
    options.add_argument("--patience", type=float, default=15)
    chosen = options.parse_args()
    names = [name for name in chosen.w.split(",") if name] or sorted(path.stem for path in HERE.glob("*.scm"))
    with tempfile.TemporaryDirectory() as temporary:
        build = Path(temporary)
        ttil = os.path.abspath(chosen.ttil) if chosen.ttil and os.path.exists(chosen.ttil) else chosen.ttil
        impls = implementations(ttil, build)
        wanted = [impl for impl in chosen.i.split(",") if impl]
        impls = {impl: commands for impl, commands in impls.items() if not wanted or impl in wanted}
        rows = {}
        head = ["program", *impls, "ttil/chez", "ttil/guile", "dll/chez", "dll/guile"]
        print("| " + " | ".join(head) + " |\n|" + "---|" * len(head), flush=True)
        ratios = {column: [] for column in head[-4:]}
        for name in names:
            row = rows[name] = measure(name, impls, ("big", "small").index(chosen.size), chosen.rounds, chosen.patience, build)
            cells = [name] + [f"{row[impl]:.2f}" if row[impl] else "-" for impl in impls]
            for column, ours, theirs in (("ttil/chez", "ttil", "chez"), ("ttil/guile", "ttil", "guile"),
                                         ("dll/chez", "ttil-dll", "chez"), ("dll/guile", "ttil-dll", "guile")):
                if row.get(ours) and row.get(theirs):
                    ratios[column].append(row[ours] / row[theirs])
                    cells.append(f"{ratios[column][-1]:.2f}")
                else:
                    cells.append("-")
            print("| " + " | ".join(cells) + " |", flush=True)
        means = [f"{geometric_mean(values):.2f}" if values else "-" for values in ratios.values()]
        print("| geometric mean | " + " | ".join([""] * len(impls) + means) + " |")


if __name__ == "__main__":
    main()
