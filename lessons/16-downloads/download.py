# The same pages in Python: in turn, by threads, by processes, or by one
# thread with asyncio. The two sites are Python's own servers, in a
# process of their own.
import asyncio
import concurrent.futures
import http.server
import multiprocessing
import sys
import time
import urllib.request

WORKERS = 5
BODY = b"x" * 4096


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        time.sleep(int(self.path.split("ms=")[1]) / 1000)
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 200


def serve(pipe):
    server = Server(("127.0.0.1", 0), Page)
    pipe.send(server.server_port)
    server.serve_forever()


def site():
    ours, theirs = multiprocessing.Pipe()
    multiprocessing.Process(target=serve, args=(theirs,),
                            daemon=True).start()
    return ours.recv()


# No proxy, whatever the environment says.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def fetch(url):
    with opener.open(url) as page:
        return len(page.read())


async def await_page(url):
    host, path = url.removeprefix("http://").split("/", 1)
    reader, writer = await asyncio.open_connection(*host.split(":"))
    writer.write(f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n"
                 "Connection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return len(answer.partition(b"\r\n\r\n")[2])


async def await_all(urls):
    return await asyncio.gather(*map(await_page, urls))


if __name__ == "__main__":
    how, pages, ms = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    ports = [site(), site()]
    urls = [f"http://127.0.0.1:{ports[n % 2]}/{n // 2}?ms={ms}"
            for n in range(pages)]
    if how == "none":
        sizes = list(map(fetch, urls))
    elif how == "asyncio":
        sizes = asyncio.run(await_all(urls))
    else:
        kind = {"threads": concurrent.futures.ThreadPoolExecutor,
                "processes": concurrent.futures.ProcessPoolExecutor}[how]
        with kind(WORKERS) as pool:
            sizes = list(pool.map(fetch, urls))
    print(f"{pages} pages, {sum(sizes)} bytes")
