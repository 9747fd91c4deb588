# The same in Python: nested calls, each under the same RLock.
import threading

TURNS = 1_000_000
lock = threading.RLock()
items = 0


def execute(by):
    global items
    with lock:
        items += by


def change(by):
    for _ in range(TURNS):
        with lock:
            execute(by)


threads = [threading.Thread(target=change, args=(1,)),
           threading.Thread(target=change, args=(-1,))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(items)
