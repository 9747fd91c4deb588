# A token goes to and fro between two Python threads, 20,000 times.
import threading

ROUNDS = 20_000
ping, pong = threading.Semaphore(0), threading.Semaphore(0)
rounds = 0


def answer():
    global rounds
    for _ in range(ROUNDS):
        ping.acquire()
        rounds += 1
        pong.release()


thread = threading.Thread(target=answer)
thread.start()
for _ in range(ROUNDS):
    ping.release()
    pong.acquire()
thread.join()
print(rounds)
