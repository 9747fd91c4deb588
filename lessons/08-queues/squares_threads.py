# Twenty times: four Python threads and a queue square 0 to 99.
import queue
import threading

TIMES, WORKERS, JOBS = 20, 4, 100


def work(jobs, results):
    while (job := jobs.get()) is not None:
        results.append(job * job)


def squares():
    jobs, results = queue.Queue(), []
    workers = [threading.Thread(target=work, args=(jobs, results))
               for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for job in range(JOBS):
        jobs.put(job)
    for _ in workers:
        jobs.put(None)
    for worker in workers:
        worker.join()
    return sum(results)


for _ in range(TIMES):
    total = squares()
print(total)
