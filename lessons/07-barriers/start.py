# A hundred times: two start, meet at a barrier, and end. The argument
# says what they are: threads or processes.
import multiprocessing
import sys
import threading

TIMES = 100


def meet(barrier):
    barrier.wait()


def main():
    forks = sys.argv[1:] == ["processes"]
    kind = multiprocessing.Process if forks else threading.Thread
    place = multiprocessing if forks else threading
    barrier = place.Barrier(2)
    for _ in range(TIMES):
        two = [kind(target=meet, args=(barrier,)) for _ in range(2)]
        for one in two:
            one.start()
        for one in two:
            one.join()
    print("all met")


if __name__ == "__main__":
    main()
