"""Fit data sets with the public lifelines package: one JSON object a line in, one out.

{"kind":"right","durations":[…],"events":[…]}  -> {"times","survival"}
{"kind":"interval","lower":[…],"upper":[…]}    -> {"masses":[[lower,upper,share]…],"low":[[time,share]…],"high":[…],"excess"}
An upper end of null is open. `excess` is how far the steepest slope stands above its bound at lifelines' answer: 0 at the maximum.
"""
import json
import math
import sys
import warnings

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.fitters.npmle import npmle

warnings.filterwarnings("ignore")
# Its own stop goes by the likelihood, which cannot tell shares apart beyond seven digits: let it run to the last iteration.
OPTIONS = {"tol": 0.0, "max_iter": int(sys.argv[1]) if len(sys.argv) > 1 else 3000}


def right(one):
    fit = KaplanMeierFitter().fit(one["durations"], one["events"])
    curve = fit.survival_function_.iloc[:, 0]
    return {"times": [float(t) for t in curve.index], "survival": [float(s) for s in curve.values]}


def interval(one):
    lower = np.array(one["lower"], dtype=float)
    upper = np.array([math.inf if u is None else u for u in one["upper"]], dtype=float)
    shares, places = npmle(lower, upper, **OPTIONS)
    slopes = np.zeros(len(shares))
    for low, high in zip(lower, upper):
        inside = np.array([low <= p.left and p.right <= high for p in places])
        slopes += inside / shares[inside].sum()
    fit = KaplanMeierFitter().fit_interval_censoring(lower, upper, **OPTIONS)
    table = fit.survival_function_
    finite = [t for t in table.index if math.isfinite(t)]
    return {
        "masses": [
            [float(p.left), float(p.right) if math.isfinite(p.right) else None, float(s)] for p, s in zip(places, shares)
        ],
        "high": [[float(t), float(table.iloc[:, 0][t])] for t in finite],
        "low": [[float(t), float(table.iloc[:, 1][t])] for t in finite],
        "excess": float(max(slopes) / len(lower) - 1),
        "loose": float(max(abs(slopes / len(lower) - 1) * shares)),
    }


for line in sys.stdin:
    one = json.loads(line)
    print(json.dumps(right(one) if one["kind"] == "right" else interval(one)), flush=True)
