# The ten counts in Python: none, threads or processes.
import concurrent.futures
import sys

COUNTS, WORKERS, TOP = 10, 5, 3_000_000


def count(_):
    n = 0
    while n < TOP:
        n += 1
    return n


if __name__ == "__main__":
    how = sys.argv[1] if len(sys.argv) > 1 else "none"
    if how == "none":
        reached = list(map(count, range(COUNTS)))
    else:
        kind = {"threads": concurrent.futures.ThreadPoolExecutor,
                "processes": concurrent.futures.ProcessPoolExecutor}[how]
        with kind(WORKERS) as pool:
            reached = list(pool.map(count, range(COUNTS)))
    print(sum(n == TOP for n in reached))
