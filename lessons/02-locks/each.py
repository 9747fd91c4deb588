# The same in Python: one thread adds, one takes away, a lock for each turn.
import threading

TURNS = 1_000_000
lock = threading.Lock()
share = 0


def up():
    global share
    for _ in range(TURNS):
        with lock:
            share += 1


def down():
    global share
    for _ in range(TURNS):
        with lock:
            share -= 1


threads = [threading.Thread(target=up), threading.Thread(target=down)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(share)
