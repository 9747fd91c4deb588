# Twenty times: a pool of four Python processes squares 0 to 99.
import multiprocessing

TIMES, WORKERS, JOBS = 20, 4, 100


def square(job):
    return job * job


if __name__ == "__main__":
    for _ in range(TIMES):
        with multiprocessing.Pool(WORKERS) as pool:
            total = sum(pool.map(square, range(JOBS)))
    print(total)
