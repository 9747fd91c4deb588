# The same with asyncio. Argument: how many.
import asyncio
import sys

slept = 0


async def sleep_in_loop():
    global slept
    for _ in range(10):
        await asyncio.sleep(0.01)
    slept += 1


async def run(many):
    await asyncio.gather(*(sleep_in_loop() for _ in range(many)))


asyncio.run(run(int(sys.argv[1])))
print(slept, "slept")
