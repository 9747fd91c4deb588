# Ten workers, ten times: as threads, as processes.
import multiprocessing
import sys
import threading


def work():
    pass


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    kind = {"threads": threading.Thread,
            "processes": multiprocessing.Process}[sys.argv[1]]
    for _ in range(10):
        workers = [kind(target=work) for _ in range(10)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    print(100)
