"""Loads a program and takes requests: `run SIZE TIMES`, timed by the performance counter."""
import json
import runpy
import sys
import time

bench = runpy.run_path(sys.argv[1])["bench"]

for line in sys.stdin:
    _, n, times = line.split()
    size = int(n)
    start = time.perf_counter()
    for _ in range(int(times)):
        value = bench(size)
    ms = (time.perf_counter() - start) * 1000 / int(times)
    print(json.dumps({"ms": ms, "value": value}), flush=True)
