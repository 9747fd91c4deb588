# The same in Python: sleepers, and 2,000 things handed out one by one.
import sys
import threading

THINGS = 2000
lock = threading.Lock()
wanted = threading.Condition(lock)
taken = threading.Condition(lock)
things = took = 0
over = False


def take():
    global things, took
    with lock:
        while not over:
            if things == 0:
                wanted.wait()
                continue
            things -= 1
            took += 1
            taken.notify()


def hand_out(everybody):
    global things, over
    with lock:
        for _ in range(THINGS):
            things += 1
            if everybody:
                wanted.notify_all()
            else:
                wanted.notify()
            while things > 0:
                taken.wait()
        over = True
        wanted.notify_all()


threads = [threading.Thread(target=take) for _ in range(int(sys.argv[2]))]
for thread in threads:
    thread.start()
hand_out(sys.argv[1] == "all")
for thread in threads:
    thread.join()
print("all taken" if took == THINGS else "some are missing")
