# The same in Python: a ball between two threads, 5,000 times.
import threading

TIMES = 5000
to = [threading.Event(), threading.Event()]
hits = 0


def play(me):
    global hits
    for _ in range(TIMES):
        to[me].wait()
        to[me].clear()
        hits += 1
        to[1 - me].set()


to[0].set()
other = threading.Thread(target=play, args=(1,))
other.start()
play(0)
other.join()
print(hits, "hits")
