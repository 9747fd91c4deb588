"""Python's queue.Queue, ThreadPoolExecutor and asyncio, as src/bench/kit_bench.c uses the kit: prints `NAME operations-per-second`."""
import asyncio
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def queue_rate(sides, items):
    jobs = queue.Queue()

    def produce():
        for k in range(items // sides):
            jobs.put(k)

    def consume():
        for _ in range(items // sides):
            jobs.get()

    threads = [threading.Thread(target=what) for what in (produce, consume) for _ in range(sides)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return items / (time.perf_counter() - begin)


def nothing():
    pass


def pool_rate(workers, tasks):
    begin = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(tasks):
            pool.submit(nothing)
    return tasks / (time.perf_counter() - begin)


def loop_rate(tasks, naps):
    async def nap():
        for _ in range(naps):
            await asyncio.sleep(0.001)

    async def all_nap():
        for task in [asyncio.create_task(nap()) for _ in range(tasks)]:
            await task

    begin = time.process_time()
    asyncio.run(all_nap())
    return tasks * naps / (time.process_time() - begin)


def best(measure):
    return max(measure() for _ in range(3))


print("queue1", best(lambda: queue_rate(1, 100000)))
print("queue4", best(lambda: queue_rate(4, 100000)))
print("pool", best(lambda: pool_rate(4, 20000)))
print("loop", best(lambda: loop_rate(10000, 10)))
