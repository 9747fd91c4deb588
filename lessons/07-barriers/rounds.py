# N Python threads meet 5,000 times.
import sys
import threading

ROUNDS = 5_000
parties = int(sys.argv[1])
barrier = threading.Barrier(parties)


def work():
    for _ in range(ROUNDS):
        barrier.wait()


threads = [threading.Thread(target=work) for _ in range(parties)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(ROUNDS)
