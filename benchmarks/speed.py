"""How fast newsclean is: CPU time a page beside trafilatura's, interleaved page by page in one process and thread.

The ratio of the two is measured twice: the median over pages of each page's own ratio, and the ratio of the sums, which
is what a batch would see. The stages of newsclean (read, score, pipeline, fields) are timed in a run of their own.

    python -m benchmarks.speed                       # HTML beside trafilatura, text dumps alone
    python -m benchmarks.speed --stages --corpus fundus
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from benchmarks import corpora
from benchmarks.corpora import Kind, Page

WARM_UP = 5
"""Pages cleaned by both before the clock runs: lazy imports, phrase lists and weights are paid for once a process."""

IMPORT_RUNS = 5


def cpu_ms(call: Callable[[], object]) -> float:
    """CPU milliseconds of this process that a call takes."""
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000


def time_html(pages: Sequence[Page], repeat: int) -> None:
    """newsclean and trafilatura by turns on every page; the faster of `repeat` turns counts."""
    import trafilatura

    import newsclean

    def own(page: Page, raw: bytes | str) -> float:
        return cpu_ms(lambda: newsclean.clean(raw, kind="html", url=page.url))

    def peer(page: Page, raw: bytes | str) -> float:
        return cpu_ms(lambda: trafilatura.bare_extraction(raw, url=page.url, with_metadata=True))

    for page in pages[:WARM_UP]:
        own(page, page.raw())
        peer(page, page.raw())
    ours: list[float] = []
    theirs: list[float] = []
    size = 0
    for at, page in enumerate(pages):
        raw = page.raw()
        size += len(raw)
        pairs = []
        for turn in range(repeat):
            # Who goes first alternates, so that neither always finds the caches warm.
            if (at + turn) % 2:
                second, first = peer(page, raw), own(page, raw)
            else:
                first, second = own(page, raw), peer(page, raw)
            pairs.append((first, second))
        ours.append(min(first for first, _ in pairs))
        theirs.append(min(second for _, second in pairs))
    print(f"mean page {size / len(pages) / 1000:.0f} kB\n")
    print("| system | mean ms | median ms | 95 % ms | pages a CPU second |\n|---|---:|---:|---:|---:|")
    _row("newsclean", ours)
    _row(f"trafilatura {trafilatura.__version__}, bare_extraction(with_metadata=True)", theirs)
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    print(
        f"\nnewsclean / trafilatura: median page {statistics.median(ratios):.3f}, "
        f"throughput {sum(ours) / sum(theirs):.3f}"
    )


def time_text(pages: Sequence[Page], repeat: int) -> None:
    """newsclean on text dumps."""
    import newsclean

    for page in pages[:WARM_UP]:
        newsclean.clean(page.raw(), kind="text")
    times = []
    for page in pages:
        raw = page.raw()
        clean = partial(newsclean.clean, raw, kind="text")
        times.append(min(cpu_ms(clean) for _ in range(repeat)))
    print("| system | mean ms | median ms | 95 % ms | pages a CPU second |\n|---|---:|---:|---:|---:|")
    _row("newsclean", times)


def time_stages(pages: Sequence[Page], kind: Kind) -> None:
    """The stages one by one: each is given what the one before it made."""
    from newsclean import DEFAULT, read
    from newsclean.content import score
    from newsclean.fields.assemble import assemble

    reading: dict[str, Any] = {"kind": "html" if kind == "html" else "text"}
    stages = ("read", "score", "pipeline", "fields")
    spent: dict[str, list[float]] = {stage: [] for stage in stages}
    blocks = 0
    for turn, page in enumerate([*pages[:WARM_UP], *pages]):
        raw, url = page.raw(), page.url if kind == "html" else None
        t0 = time.process_time()
        document = read(raw, url=url, **reading)
        t1 = time.process_time()
        content = score(document)
        t2 = time.process_time()
        outcome = DEFAULT.run(document, scorer=partial(_known, content))
        t3 = time.process_time()
        assemble(document, outcome, language=None, extra={})
        t4 = time.process_time()
        if turn >= WARM_UP:
            blocks += len(document.blocks)
            for stage, span in zip(stages, (t1 - t0, t2 - t1, t3 - t2, t4 - t3), strict=True):
                spent[stage].append(span * 1000)
    total = sum(map(sum, spent.values()))
    print(f"\nStages, {blocks / len(pages):.0f} blocks a page:\n")
    print("| stage | mean ms | median ms | share |\n|---|---:|---:|---:|")
    for stage in stages:
        times = spent[stage]
        print(f"| {stage} | {statistics.mean(times):.2f} | {statistics.median(times):.2f} | {sum(times) / total:.0%} |")
    if kind == "html":
        import trafilatura

        metadata = [cpu_ms(partial(trafilatura.extract_metadata, page.raw(), default_url=page.url)) for page in pages]
        print(f"\ntrafilatura's extract_metadata, its own parse included: mean {statistics.mean(metadata):.2f} ms")


def profile(pages: Sequence[Page], kind: Kind, lines: int) -> None:
    """Where the time goes by function, own time first. The profiler slows small functions most."""
    import newsclean

    inputs = [(page.raw(), page.url if kind == "html" else None) for page in pages]
    mode: Any = "html" if kind == "html" else "text"
    for raw, url in inputs[:WARM_UP]:
        newsclean.clean(raw, kind=mode, url=url)
    profiler = cProfile.Profile()
    with profiler:
        for raw, url in inputs:
            newsclean.clean(raw, kind=mode, url=url)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(lines)


def _known(content: Any, _document: object) -> Any:
    return content


def time_import() -> float:
    """CPU milliseconds of `import newsclean` in a fresh interpreter, its own start not counted; the median."""
    code = "import time; t = time.process_time(); import newsclean; print((time.process_time() - t) * 1000)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
        for _ in range(IMPORT_RUNS)
    ]
    return statistics.median(runs)


def _row(name: str, times: Sequence[float]) -> None:
    high = sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]
    mean = statistics.mean(times)
    print(f"| {name} | {mean:.2f} | {statistics.median(times):.2f} | {high:.2f} | {1000 / mean:.0f} |")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    # Before anything loads numpy: a second BLAS thread costs more than it gives on matrices this small.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").split("\n\n")[0])
    corpora.add_arguments(parser, kinds=("html", "innertext"))
    parser.add_argument("--repeat", type=int, default=1, help="turns a page; the fastest counts")
    parser.add_argument("--stages", action="store_true", help="also time read, score, pipeline and fields apart")
    parser.add_argument("--profile", type=int, default=0, metavar="N", help="also the N functions that take most time")
    parser.set_defaults(limit=120)
    options = parser.parse_args(arguments)
    print(f"import newsclean: {time_import():.0f} ms CPU (median of {IMPORT_RUNS} fresh processes)")
    for corpus, kind, pages in corpora.selected(options):
        print(f"\n### {corpus}, {kind}: {len(pages)} pages\n")
        if kind == "html":
            time_html(pages, options.repeat)
        else:
            time_text(pages, options.repeat)
        if options.stages:
            time_stages(pages, kind)
        if options.profile:
            profile(pages, kind, options.profile)
    return 0


if __name__ == "__main__":
    sys.exit(main())
