# web_peer.py PORT PORT PAGES MS — the pages of web_bench.c by asyncio, a connection for each: prints the seconds they took.
import asyncio
import sys
import time

ports, pages, ms = [int(sys.argv[1]), int(sys.argv[2])], int(sys.argv[3]), int(sys.argv[4])


async def fetch(n):
    reader, writer = await asyncio.open_connection("127.0.0.1", ports[n % 2])
    writer.write(f"GET /{n}?ms={ms} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.read()
    writer.close()
    assert head.startswith(b"HTTP/1.1 200") and len(body) == 1024


async def main():
    begin = time.perf_counter()
    await asyncio.gather(*(fetch(n) for n in range(pages)))
    return time.perf_counter() - begin


print(sorted(asyncio.run(main()) for _ in range(5))[2])
