# Starts ten threads that do nothing, and joins them, a hundred times.
import threading

for _ in range(100):
    threads = [threading.Thread(target=lambda: None) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print("all joined")
