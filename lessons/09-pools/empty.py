# Ten thousand empty tasks for Python's pool.
from concurrent.futures import ThreadPoolExecutor

TASKS = 10_000


def nothing():
    return None


with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(nothing) for _ in range(TASKS)]
    print(sum(future.result() is None for future in futures))
