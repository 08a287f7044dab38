"""Times the cases of `deltaw bench` in DeltaW and in JAX, case after case in turn, on one processor, and prints the table of README.md.

Run it with the Python of an environment that has JAX (`pip install -r requirements.txt`), once DeltaW is built:

    python itests/benchmarks/compare.py            # prints the tables
    python itests/benchmarks/compare.py --write    # puts them into README.md beside this file

A cell is the median of microseconds per trajectory, and in brackets those of the fastest call, which other programs disturb least.
"""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE / 'README.md'
BEGIN, END = '<!-- what compare.py writes -->', '<!-- until here -->'
PRECISIONS = ('f32', 'f64')
# What the JVM takes by itself where it has two processors; of one alone it would take another collector.
COLLECTOR = '-XX:+UseG1GC'


def run(command, **environment):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=os.environ | environment)
    if done.returncode:
        sys.exit(f'{" ".join(map(str, command))} ended with {done.returncode}: {done.stdout}')
    return done.stdout


class Sides:
    """Both programs, on the same processor."""

    def __init__(self, options):
        self.options = options
        self.pinned = ['taskset', '-c', str(options.cpu)] if shutil.which('taskset') else []
        self.peaks = {}
        self.machine = {}

    def deltaw(self, precision, words):
        answer = json.loads(run([*self.pinned, self.options.deltaw, 'bench', '--json', '--backend', self.options.backend, '--precision',
                                 precision, '--threads', '1', '--seconds', str(self.options.seconds), '--cases', words],
                                DELTAW_OPTS=COLLECTOR))['result']
        peak = answer['peaks'][0]['multiplyAddsPerSecond']
        self.peaks[precision] = max(peak, self.peaks.get(precision, 0))
        self.machine = answer['machine']
        return answer

    def jax(self, precision, name):
        return json.loads(run([*self.pinned, sys.executable, HERE / 'jax_bench.py', '--precision', precision, '--seconds',
                               str(self.options.seconds), '--cases', name], TF_CPP_MIN_LOG_LEVEL='3'))


def microseconds(value):
    return f'{value:,.0f}' if value >= 100 else f'{value:.3g}'


def cell(row, kind):
    median = row.get(f'{kind}Microseconds')
    return '-' if median is None else f'{microseconds(median)} ({microseconds(row[f"{kind}FastestMicroseconds"])})'


def ratio(deltaw, jax, kind):
    ours, theirs = (row.get(f'{kind}FastestMicroseconds') for row in (deltaw, jax))
    return '-' if ours is None or theirs is None else f'{theirs / ours:.2g}'


def share(row, kind, peak):
    fastest = row.get(f'{kind}FastestMicroseconds')
    return '-' if fastest is None else f'{100 * row[f"{kind}Operations"] / (fastest * 1e-6) / (2 * peak):.2g} %'


def table(sides, rows, kind, title):
    lines = ['', f'| {title} | ' + ' | '.join(f'DeltaW {p} | JAX {p} | times as fast | of peak' for p in PRECISIONS) + ' |',
             '|---|' + '---|' * 8]
    for name, both in rows.items():
        if any(f'{kind}FastestMicroseconds' in deltaw for deltaw, _ in both.values()):
            lines.append(f'| {name} | ' + ' | '.join(' | '.join((
                cell(both[p][0], kind), cell(both[p][1], kind), ratio(*both[p], kind), share(both[p][0], kind, sides.peaks[p])))
                for p in PRECISIONS) + ' |')
    return lines


def fit_table(fits):
    lines = ['', '| a whole fit in one process | first: seconds | CPU seconds | iterations | second: seconds | CPU seconds | iterations |',
             '|---|---|---|---|---|---|---|']
    for fit in fits:
        numbers = (f'{fit[f"{which}{what}"]:.2f}' if what != 'Iterations' else str(fit[f'{which}{what}'])
                   for which in ('first', 'second') for what in ('Seconds', 'CpuSeconds', 'Iterations'))
        lines.append(f'| {fit["case"]}, {fit["precision"]} | ' + ' | '.join(numbers) + ' |')
    return lines


def measured(options):
    """Returns the tables; Ctrl-C ends the measuring early, and those rows that are complete are shown."""
    sides = Sides(options)
    names = options.cases or run([sys.executable, HERE / 'jax_bench.py', '--list']).splitlines()
    load = os.getloadavg()[0]
    rows, fits = {}, []
    try:
        if not options.cases:
            fits += [fit for precision in PRECISIONS for fit in sides.deltaw(precision, 'fit')['fits']]
        for name in names:
            rows[name] = {precision: pair(sides, precision, name) for precision in PRECISIONS}
    except KeyboardInterrupt:
        print('ended early', file=sys.stderr)
    if not rows:
        sys.exit('nothing was measured')
    machine, peaks = sides.machine, ' and '.join(f'{sides.peaks[p] / 1e9:.0f} in {p}' for p in PRECISIONS)
    lines = [f'{datetime.date.today():%d %B %Y}: {machine["processor"]}, {machine["system"]}; Java {machine["java"]}; JAX '
             f'{next(iter(rows.values()))["f32"][1]["jax"]}. Both on one processor; load average of the machine when the run began: '
             f'{load:.1f}. Peak of a thread: {peaks} billion multiply-adds per second.']
    lines += table(sides, rows, 'gradient', 'value and gradient, µs per trajectory')
    lines += table(sides, rows, 'curvature', 'with the Gauss-Newton matrix, µs per trajectory')
    return '\n'.join(lines + (fit_table(fits) if fits else []))


def pair(sides, precision, name):
    deltaw = next(row for row in sides.deltaw(precision, name)['cases'] if row['case'] == name)
    jax = sides.jax(precision, name)
    print(f'{name}, {precision}: DeltaW {cell(deltaw, "gradient")}, JAX {cell(jax, "gradient")}', file=sys.stderr, flush=True)
    return deltaw, jax


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--deltaw', default=HERE.parents[1] / 'distributions/standard/target/deltaw/bin/deltaw', help='the command')
    parser.add_argument('--backend', default='jvm', help='of DeltaW (default: jvm)')
    parser.add_argument('--cases', action='append', help='the name of a case; all, and fits, if none is given')
    parser.add_argument('--seconds', type=float, default=2, help='for which to measure each figure (default: 2)')
    parser.add_argument('--cpu', type=int, default=0, help='on which processor (default: 0)')
    parser.add_argument('--write', action='store_true', help='put the tables into README.md')
    options = parser.parse_args()
    tables = measured(options)
    print(tables)
    if options.write:
        page = PAGE.read_text(encoding='utf-8')
        begin, end = page.index(BEGIN) + len(BEGIN), page.index(END)
        PAGE.write_text(f'{page[:begin]}\n\n{tables}\n\n{page[end:]}', encoding='utf-8')


if __name__ == '__main__':
    main()
