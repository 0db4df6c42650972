#!/usr/bin/env python3
"""Designs and measures beside scipy.stats.qmc, SMT and OpenTURNS: time and quality, in one run.

usage: designs.py OUR_BENCHMARK [--quick] [--timeout SECONDS]

Each case runs in a process of its own, on one core, with a time limit; ours and theirs take turns.
Seconds are CPU time, which a busy machine changes little. Prints a Markdown table. Needs scipy, smt and openturns from PyPI.
"""
import argparse, json, math, os, shutil, statistics, subprocess, sys, time

ONE_THREAD = {k: "1" for k in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
                               "OPENTURNS_NUM_THREADS", "SURETY_THREADS")}


def measures(points, want):
    import numpy as np
    from scipy.spatial import cKDTree
    from scipy.stats import qmc
    found = {}
    if "distance" in want:
        found["distance"] = float(cKDTree(points).query(points, k=2)[0][:, 1].min())
    if "cd" in want:
        found["cd"] = float(qmc.discrepancy(np.clip(points, 0, 1), method="CD"))
    found["count"] = len(points)
    return found


def poisson_scipy(n, d):
    """The largest radius, in steps of 2%, with which scipy places about n points."""
    from scipy.stats import qmc
    radius = {2: 0.0077, 5: 0.139}[d] * (10000 / n) ** (1 / d)
    start = time.process_time()
    points = qmc.PoissonDisk(d=d, radius=radius, rng=1).random(n)
    return time.process_time() - start, points, ["distance"]


def lhs_cd_scipy(n, d):
    from scipy.stats import qmc
    start = time.process_time()
    points = qmc.LatinHypercube(d=d, optimization="random-cd", rng=1).random(n)
    return time.process_time() - start, points, ["cd"]


def lhs_ese_smt(n, d):
    import numpy as np
    from smt.sampling_methods import LHS
    limits = np.array([[0.0, 1.0]] * d)
    start = time.process_time()
    points = LHS(xlimits=limits, criterion="ese", seed=1)(n)
    return time.process_time() - start, points, ["cd"]


def lhs_cd_openturns(n, d):
    import numpy as np, openturns as ot
    ot.RandomGenerator.SetSeed(1)
    lhs = ot.LHSExperiment(ot.JointDistribution([ot.Uniform(0.0, 1.0)] * d), n)
    lhs.setAlwaysShuffle(True)
    start = time.process_time()
    annealing = ot.SimulatedAnnealingLHS(lhs, ot.SpaceFillingC2())
    points = np.array(annealing.generate())
    return time.process_time() - start, points, ["cd"]


def distance_scipy(n, d):
    import numpy as np
    from scipy.stats import qmc
    points = np.random.default_rng(1).random((n, d))
    times = []
    for _ in range(3):
        start = time.process_time()
        qmc.geometric_discrepancy(points, method="mindist")
        times.append(time.process_time() - start)
    return statistics.median(times), points, []


def discrepancy_scipy(n, d):
    import numpy as np
    from scipy.stats import qmc
    points = np.random.default_rng(1).random((n, d))
    start = time.process_time()
    qmc.discrepancy(points, method="CD")
    return time.process_time() - start, points, []


def sobol_scipy(n, d):
    from scipy.stats import qmc
    start = time.process_time()
    points = qmc.Sobol(d=d, rng=1).random(n)
    return time.process_time() - start, points, []


PEERS = {name: value for name, value in globals().items() if "_" in name and callable(value)}

# case of ours, sizes, peers
CASES = [
    ("poisson-disk", 10000, 2, ["poisson_scipy"]),
    ("poisson-disk", 10000, 5, ["poisson_scipy"]),
    ("poisson-disk", 10000, 10, []),
    ("lhs-cd", 10000, 10, ["lhs_cd_scipy", "lhs_ese_smt", "lhs_cd_openturns"]),
    ("lhs-cd", 1000, 10, ["lhs_cd_scipy", "lhs_ese_smt", "lhs_cd_openturns"]),
    ("minimum-distance", 10000, 2, ["distance_scipy"]),
    ("minimum-distance", 10000, 10, ["distance_scipy"]),
    ("centered-discrepancy", 10000, 10, ["discrepancy_scipy"]),
    ("spectrum", 10000, 2, []),
    ("spectrum", 2000, 10, []),
    ("sobol-owen", 1 << 20, 3, ["sobol_scipy"]),
    ("jittered", 1000000, 3, []),
    ("poisson-disk", 1000000, 3, []),
]
# Designs whose cost should grow at most like N log N, with the counts to fit the exponent on.
GROWTH = [
    ("poisson-disk", 2, (1000, 10000, 100000)), ("poisson-disk", 5, (1000, 4000, 16000)),
    ("sobol-owen", 5, (1 << 16, 1 << 18, 1 << 20)), ("lhs", 5, (10000, 100000, 1000000)),
    ("lattice", 5, (10007, 100003, 1000003)), ("halton-scrambled", 5, (10000, 100000, 1000000)),
    ("elimination", 2, (1000, 10000, 100000)), ("best-candidate", 2, (1000, 10000, 100000)),
    ("lhs-cd", 10, (1000, 10000, 100000)), ("stealthy", 2, (250, 500, 1000)),
    ("minimum-distance", 2, (10000, 100000, 1000000)),
]
QUICK = 10


def run(command, timeout):
    """One JSON object that a command prints, or why there is none."""
    try:
        pinned = ["taskset", "-c", "0"] if shutil.which("taskset") else []
        done = subprocess.run(pinned + command, capture_output=True, text=True, timeout=timeout,
                              env={**os.environ, **ONE_THREAD})
    except subprocess.TimeoutExpired:
        return {"problem": f"over {timeout} s"}
    if done.returncode != 0:
        return {"problem": (done.stderr.strip().splitlines() or ["failed"])[-1][:60]}
    return json.loads(done.stdout.strip().splitlines()[-1])


def peer(name, n, d):
    seconds, points, want = PEERS[name](n, d)
    print(json.dumps({"seconds": seconds, **measures(points, want)}))


def quality(found):
    parts = []
    if "distance" in found: parts.append(f"distance {found['distance']:.5f}")
    if "memory" in found: parts.append(f"{found['memory']:.0f} MiB")
    if "cd" in found: parts.append(f"CD {found['cd']:.3e}")
    return ", ".join(parts) or "-"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ours", nargs="?")
    parser.add_argument("--quick", action="store_true", help="a tenth of the points")
    parser.add_argument("--timeout", type=float, default=240)
    parser.add_argument("--peer", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        return peer(options.peer[0], int(options.peer[1]), int(options.peer[2]))
    print("| what | N | d | tool | CPU seconds | ratio to ours | quality |")
    print("|---|---:|---:|---|---:|---:|---|")
    for case, n, d, peers in CASES:
        n = n // QUICK if options.quick else n
        turns = 3
        mine, theirs = [], {name: [] for name in peers}
        for turn in range(turns):
            mine.append(run([options.ours, case, str(n), str(d)], options.timeout))
            for name in peers:
                last = theirs[name][-1] if theirs[name] else {}
                if "problem" in last or last.get("seconds", 0) > 30: continue
                me = [sys.executable, __file__, "--peer", name, str(n), str(d)]
                theirs[name].append(run(me, options.timeout))
        ours = row(case, n, d, "surety", mine, None)
        for name in peers: row(case, n, d, name.rsplit("_", 1)[1], theirs[name], ours)
    if not options.quick: growth(options.ours, options.timeout)


def growth(ours, timeout):
    """The exponent of the CPU time in N between neighbouring counts."""
    print("\n| what | d | N | CPU seconds | exponent |\n|---|---:|---|---|---|")
    for case, d, counts in GROWTH:
        runs = [run([ours, case, str(n), str(d)], timeout) for n in counts]
        if any("problem" in r for r in runs):
            print(f"| {case} | {d} | {counts} | {[r.get('problem', '') for r in runs]} | |")
            continue
        times = [r["seconds"] for r in runs]
        slopes = [math.log(b / a) / math.log(m / n)
                  for a, b, n, m in zip(times, times[1:], counts, counts[1:])]
        print(f"| {case} | {d} | {', '.join(map(str, counts))} "
              f"| {', '.join(f'{t:.3g}' for t in times)} "
              f"| {', '.join(f'{s:.2f}' for s in slopes)} |", flush=True)


def row(case, n, d, tool, runs, ours):
    good = [r for r in runs if "seconds" in r]
    if not good:
        print(f"| {case} | {n} | {d} | {tool} | {runs[-1]['problem']} | | |", flush=True)
        return None
    seconds = statistics.median(r["seconds"] for r in good)
    ratio = "1" if ours is None else f"{seconds / ours:.1f}"
    print(f"| {case} | {n} | {d} | {tool} | {seconds:.4g} | {ratio} | {quality(good[-1])} |", flush=True)
    return seconds


if __name__ == "__main__":
    main()
