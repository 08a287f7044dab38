"""The cases of `deltaw bench` in JAX, of the same sizes and with inputs of the same distributions, on one thread.

Written as one would write them in JAX: a step under lax.scan, vmap over flies or parameter vectors, jit over all of it; the Gauss-Newton
matrix from a forward-mode Jacobian of the outputs, which then also gives the gradient. Prints a line of JSON for each case; times are in
microseconds per trajectory and parameter vector, as DeltaW's are.

    python jax_bench.py --precision f32 --cases "400 flies, 5 terms" --cases "Oja 20-20"
"""
import argparse
import json
import os
import statistics
import time

os.environ['XLA_FLAGS'] = (os.environ.get('XLA_FLAGS', '')
                           + ' --xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1').strip()
os.environ['OMP_NUM_THREADS'] = '1'

import jax  # noqa: E402 (reads the settings above when it is imported)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

FLY_STEPS, HIDDEN, READOUT_SCALE = 300, 10, 5.0


# Rules: the change of all weights, over (pre, post); x over pre, y over post, w over both, r a number.

def five_terms(theta, x, y, w, r):
    return theta[0] + theta[1] * w + (theta[2] * x + theta[3] * r + theta[4] * x * r)[:, None]


def squares(v):
    return jnp.stack([jnp.ones_like(v), v, v * v])


def polynomial(theta, x, y, w):
    """All 27 products of powers up to 2 of x, y and w."""
    in_w = jnp.einsum('ijk,ip,jq->kpq', theta, squares(x), squares(y))
    return (in_w[2] * w + in_w[1]) * w + in_w[0]


def all_terms(theta, x, y, w, r):
    """All 81 products of powers up to 2 of x, y, w and r."""
    return polynomial((theta[..., 2] * r + theta[..., 1]) * r + theta[..., 0], x, y, w)


def perceptron(theta, x, y, w, r):
    first, bias, last, offset = theta
    hidden = (first[0] * x[:, None, None] + first[1] * y[None, :, None] + first[2] * w[:, :, None] + first[3] * r + bias)
    return jnp.tanh(jax.nn.leaky_relu(hidden, 0.01) @ last + offset)


# Models: outputs of all steps, given parameters and data; and the losses of outputs, with their first and second derivative.

def fly(rule):
    def logits(theta, data):
        def step(w, row):
            x, gate, r, _ = row
            y = jnp.tanh(x @ w)
            return w + gate * rule(theta, x, y, w, r) / len(x), READOUT_SCALE * y.mean()
        start, *rows = data
        return jax.lax.scan(step, start, tuple(rows))[1]
    return logits


def choice_loss(logits, data):
    accepted = data[-1]
    p = jax.nn.sigmoid(logits)
    return ((jnp.logaddexp(0, logits) - accepted * logits).mean(), (p - accepted) / logits.size, p * (1 - p) / logits.size)


def oja(theta, data):
    def step(w, row):
        x, _ = row
        y = jax.nn.sigmoid(x @ w)
        return w + polynomial(theta, x, y, w), y
    start, *rows = data
    return jax.lax.scan(step, start, tuple(rows))[1]


def recurrent(theta, data):
    def step(state, row):
        w, before = state
        x, _ = row
        after = jnp.tanh(x @ fixed + before @ w)
        return (w + 0.1 * polynomial(theta, before, after, w), after), after
    start, fixed, *rows = data
    return jax.lax.scan(step, (start, jnp.zeros_like(start[0])), tuple(rows))[1]


def activity_loss(shown, data):
    error = shown - data[-1]
    return (error * error).mean(), 2 * error / error.size, jnp.full_like(error, 2 / error.size)


# Data.

class Data:
    def __init__(self, precision):
        self.type = jnp.float64 if precision == 'f64' else jnp.float32
        self.random = np.random.default_rng(1)

    def normal(self, deviation, *shape):
        return jnp.asarray(self.random.normal(0, deviation, shape), self.type)

    def uniform(self, *shape):
        return jnp.asarray(self.random.random(shape), self.type)

    def flies(self, count):
        odour = np.eye(2)[self.random.integers(0, 2, (count, FLY_STEPS))]
        accepted = jnp.asarray(self.random.integers(0, 2, (count, FLY_STEPS)), self.type)
        inputs = jnp.asarray(0.75 * odour, self.type) + self.normal(0.05, count, FLY_STEPS, 2)
        return self.normal(0.01, count, 2, HIDDEN), inputs, accepted, (self.uniform(count, FLY_STEPS) - 0.5) * accepted, accepted


# Cases.

def gradient(model, loss):
    return jax.value_and_grad(lambda theta, data: loss(model(theta, data), data)[0])


def curvature(model, loss):
    def of(theta, data):
        outputs = model(theta, data)
        value, slope, second = loss(outputs, data)
        jacobian = jax.jacfwd(model)(theta, data).reshape(outputs.size, -1)
        return value, jacobian.T @ slope.ravel(), jacobian.T @ (second.ravel()[:, None] * jacobian)
    return of


def mean_over_flies(of):
    return lambda theta, data: jax.tree.map(lambda each: each.mean(0), jax.vmap(of, (None, 0))(theta, data))


def cases(precision):
    """Yields (name, pairs, parameters, data, function of value and gradient, function with the Gauss-Newton matrix or None)."""
    make = Data(precision)
    rules = (('5 terms', five_terms, lambda: make.normal(0.05, 5), True),
             ('81 terms', all_terms, lambda: make.normal(0.01, 3, 3, 3, 3), True),
             ('MLP', perceptron, lambda: (make.normal(0.1, 4, 10), make.normal(0, 10), make.normal(0.1, 10), make.normal(0)), False))
    for count in (1, 20, 400):
        for name, rule, theta, curved in rules:
            model = fly(rule)
            yield (('one fly' if count == 1 else f'{count} flies') + ', ' + name, count, theta, lambda count=count: make.flies(count),
                   mean_over_flies(gradient(model, choice_loss)),
                   mean_over_flies(curvature(model, choice_loss)) if curved else None)
    yield ('8 parameter vectors, one fly', 8, lambda: make.normal(0.05, 8, 5), lambda: tuple(each[0] for each in make.flies(1)),
           jax.vmap(gradient(fly(five_terms), choice_loss), (0, None)), None)
    for inputs, neurons in ((20, 20), (100, 1000)):
        yield (f'Oja {inputs}-{neurons}', 1, lambda: make.normal(0.001, 3, 3, 3),
               lambda inputs=inputs, neurons=neurons: (
                   make.normal(0.1, inputs, neurons), make.normal(0.3, 50, inputs), make.uniform(50, neurons)),
               gradient(oja, activity_loss), curvature(oja, activity_loss))
    yield ('recurrent 200', 1, lambda: make.normal(0.001, 3, 3, 3),
           lambda: (make.normal(1 / 200, 200, 200), make.normal(0.3, 200, 200), make.normal(0.3, 500, 200), make.uniform(500, 200)),
           gradient(recurrent, activity_loss), None)


def measure(function, theta, data, pairs, seconds):
    """Returns (median, fastest) in microseconds per pair, and the seconds to compile."""
    compiled = jax.jit(function)
    begin = time.perf_counter()
    jax.block_until_ready(compiled(theta, data))
    first = time.perf_counter() - begin
    times = []
    end = time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        begin = time.perf_counter()
        jax.block_until_ready(compiled(theta, data))
        times.append((time.perf_counter() - begin) / pairs * 1e6)
    return statistics.median(times), min(times), first


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('--precision', choices=('f32', 'f64'), default='f32')
    options.add_argument('--cases', action='append', help='the name of a case; all if none is given')
    options.add_argument('--seconds', type=float, default=2)
    options.add_argument('--list', action='store_true', help='print the names of all cases, and nothing else')
    chosen = options.parse_args()
    jax.config.update('jax_enable_x64', chosen.precision == 'f64')
    known = list(cases(chosen.precision))
    if chosen.list:
        print('\n'.join(name for name, *_ in known))
        return
    unknown = set(chosen.cases or ()) - {name for name, *_ in known}
    if unknown:
        options.error(f'no case is called {" or ".join(sorted(unknown))}; see --list')
    for name, pairs, theta, data, first_order, second_order in known:
        if chosen.cases and name not in chosen.cases:
            continue
        point, rows = theta(), data()
        row = {'case': name, 'precision': chosen.precision, 'jax': jax.__version__}
        for kind, function in (('gradient', first_order), ('curvature', second_order)):
            if function is not None:
                median, fastest, compilation = measure(function, point, rows, pairs, chosen.seconds)
                row |= {f'{kind}Microseconds': median, f'{kind}FastestMicroseconds': fastest, f'{kind}CompileSeconds': compilation}
        print(json.dumps(row), flush=True)


if __name__ == '__main__':
    main()
