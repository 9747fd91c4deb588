# The same with a Python generator. Argument: times.
import sys


def count_up():
    count = 0
    while True:
        yield count
        count += 1


counter = count_up()
count = next(counter)
for _ in range(int(sys.argv[1])):
    count = next(counter)
print(count, "times")
