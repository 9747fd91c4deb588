# The same in Python with one lock around the whole loop.
import threading

TURNS = 1_000_000
lock = threading.Lock()
share = 0


def up():
    global share
    with lock:
        for _ in range(TURNS):
            share += 1


def down():
    global share
    with lock:
        for _ in range(TURNS):
            share -= 1


threads = [threading.Thread(target=up), threading.Thread(target=down)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(share)
