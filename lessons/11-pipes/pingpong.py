# A byte to and fro between two processes.
import multiprocessing

ROUNDS = 20000


def answer(end):
    for _ in range(ROUNDS):
        end.send_bytes(end.recv_bytes())


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.Process(target=answer, args=(theirs,))
    child.start()
    for _ in range(ROUNDS):
        ours.send_bytes(b"?")
        ours.recv_bytes()
    child.join()
    print(ROUNDS)
