# The same with a pool of processes: an unordered map, three times.
import multiprocessing
import time


def nap(k):
    time.sleep(0.001)
    return k


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    with multiprocessing.Pool(10) as pool:
        done = sum(len(list(pool.imap_unordered(nap, range(10))))
                   for _ in range(3))
    print(done, "done")
