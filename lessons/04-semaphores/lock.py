# Half a million turns each, two Python threads; the argument says what
# keeps them apart: lock or semaphore.
import sys
import threading

TURNS = 500_000
if sys.argv[1:] == ["lock"]:
    lock = threading.Lock()
else:
    lock = threading.Semaphore(1)
share = 0


def add():
    global share
    for _ in range(TURNS):
        with lock:
            share += 1


threads = [threading.Thread(target=add) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(share)
