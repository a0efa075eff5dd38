"""Writes the reference values of this folder with lifelines, SciPy, statsmodels and NumPy.

    python3 -m pip install lifelines scipy statsmodels numpy
    python3 generate.py

Only needed when a fixture is added: the tests read the files.
"""
import math
import random

import lifelines
import numpy as np
import scipy.stats as st
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_lung
from statsmodels.stats.proportion import proportion_confint

SETS = {}
SETS["fifteen"] = (
    [0.2, 0.5, 0.5, 1, 1, 2, 3, 3, 4, 6, 7, 10, 14, 20, 28],
    [1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0],
    None,
)
lung = load_lung()
SETS["lung"] = (list(map(float, lung["time"])), [int(s == 1) for s in lung["status"]], None)
rng = random.Random(20261123)
SETS["ties"] = ([float(rng.randint(0, 30)) for _ in range(200)], [int(rng.random() < 0.7) for _ in range(200)], None)
late = random.Random(7)
entry = [round(late.random() * 8, 3) + 0.0005 for _ in range(80)]
# No entry falls on an event: there lifelines counts the newcomer as at risk, R and we do not.
SETS["late-entry"] = (
    [e + 0.00125 + round(late.expovariate(0.2), 3) for e in entry],
    [int(late.random() < 0.8) for _ in entry],
    entry,
)


def cell(x):
    return "" if x is None or (isinstance(x, float) and math.isnan(x)) else repr(float(x))


with open("survival-data.tsv", "w") as f:
    f.write("set\tduration\tevent\tentry\n")
    for name, (t, e, en) in SETS.items():
        for i in range(len(t)):
            f.write(f"{name}\t{t[i]!r}\t{e[i]}\t{'' if en is None else repr(en[i])}\n")

with open("survival-curves.tsv", "w") as f:
    f.write("set\ttime\tatRisk\tevents\tsurvival\tlogLogLow\tlogLogHigh\tlogLow\tlogHigh\tplainLow\tplainHigh\n")
    z = st.norm.ppf(0.975)
    for name, (t, e, en) in SETS.items():
        fit = KaplanMeierFitter().fit(t, e, entry=en)
        table, curve = fit.event_table, fit.survival_function_.iloc[:, 0]
        ci = fit.confidence_interval_survival_function_
        variance = 0.0
        for time, row in table.iterrows():
            d, n = int(row["observed"]), int(row["at_risk"])
            if d == 0:
                continue
            s = float(curve[time])
            variance = variance + d / (n * (n - d)) if n > d else math.inf
            se = math.sqrt(variance)
            log = (s * math.exp(-z * se), min(1, s * math.exp(z * se))) if s > 0 else (None, None)
            plain = (max(0, s - z * s * se), min(1, s + z * s * se)) if s > 0 else (None, None)
            loglog = (float(ci.loc[time].iloc[0]), float(ci.loc[time].iloc[1])) if s > 0 else (None, None)
            f.write("\t".join([name, repr(float(time)), str(n), str(d), cell(s)] + [cell(v) for v in loglog + log + plain]) + "\n")

with open("quantile-functions.tsv", "w") as f:
    f.write("function\tp\tparameter\tvalue\n")
    for p in [1e-12, 1e-6, 0.001, 0.02, 0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975, 0.999]:
        f.write(f"normal\t{p!r}\t0\t{float(st.norm.ppf(p))!r}\n")
        for k in [0.3, 1, 2, 3.5, 10, 21, 100, 1000, 50000]:
            f.write(f"chi-square\t{p!r}\t{k!r}\t{float(st.chi2.ppf(p, k))!r}\n")

with open("intervals.tsv", "w") as f:
    f.write("kind\tcount\tof\tlevel\tlow\thigh\n")
    for a, b, l in [(74, 100, 0.95), (0, 10, 0.95), (10, 10, 0.95), (1, 3, 0.95), (3, 1000, 0.99), (500, 1000, 0.9)]:
        low, high = proportion_confint(a, b, alpha=1 - l, method="wilson")
        f.write(f"wilson\t{a}\t{b}\t{l!r}\t{float(low)!r}\t{float(high)!r}\n")
    for k, t, l in [(10, 5, 0.95), (0, 1, 0.95), (1, 1, 0.95), (100, 1, 0.99), (12345, 10, 0.95), (2000000, 1, 0.95)]:
        low = st.chi2.ppf((1 - l) / 2, 2 * k) / 2 / t if k else 0.0
        high = st.chi2.ppf(1 - (1 - l) / 2, 2 * k + 2) / 2 / t
        f.write(f"garwood\t{k}\t{t}\t{l!r}\t{float(low)!r}\t{float(high)!r}\n")

values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0]
with open("sample-quantiles.tsv", "w") as f:
    f.write("values\tp\ttype2\ttype7\n")
    for v in (values, values[:7], values[:1]):
        for p in [0, 0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 1]:
            t2 = np.quantile(v, p, method="averaged_inverted_cdf")
            t7 = np.quantile(v, p, method="linear")
            f.write(f"{' '.join(map(repr, v))}\t{p!r}\t{float(t2)!r}\t{float(t7)!r}\n")
print("lifelines", lifelines.__version__, "numpy", np.__version__)
