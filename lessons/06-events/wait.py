# The same in Python: waits ten times for something that takes 20 ms.
import sys
import threading
import time

TIMES = 10
done = [threading.Event() for _ in range(TIMES)]
count = 0


def work():
    global count
    for event in done:
        time.sleep(0.02)
        count += 1
        event.set()


worker = threading.Thread(target=work)
worker.start()
for i, event in enumerate(done):
    if sys.argv[1] == "event":
        event.wait()
    while count <= i:
        pass
worker.join()
print(count, "done")
