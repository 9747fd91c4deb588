# The same in Python: 50,000 numbers through a queue with 64 places.
import queue
import threading

ITEMS = 50_000
numbers = queue.Queue(maxsize=64)


def produce():
    for _ in range(ITEMS):
        numbers.put(1)


producer = threading.Thread(target=produce)
producer.start()
total = 0
for _ in range(ITEMS):
    total += numbers.get()
producer.join()
print(total)
