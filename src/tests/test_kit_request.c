/* test_kit_request.c — the server's reader of requests: what it takes, what it refuses, and that no bytes confuse it. What
 * it reads stands before a page that nobody may touch: one byte too far would be a crash. */
#include "tests/claims.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/dice.h"

#include "../../lessons/kit/request.c"

#define HEAD(first) first "\r\nHost: here\r\n\r\n"

static char *fence;             /* the end of what may be read */

static int set_up(void **state)
{
    (void)state;
    size_t page = (size_t)sysconf(_SC_PAGESIZE), room = 4 * page;
    char *start = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(start != MAP_FAILED);
    assert_int_equal(mprotect(start + room, page, PROT_NONE), 0);
    fence = start + room;
    return 0;
}

static int parse(struct request *request, const char *bytes, size_t count)
{
    memcpy(fence - count, bytes, count);
    return request_parse(request, fence - count, count);
}

static int parse_text(struct request *request, const char *text)
{
    return parse(request, text, strlen(text));
}

static void a_request_is_read(void **state)
{
    (void)state;
    struct request request;
    assert_int_equal(parse_text(&request, HEAD("GET /page?ms=20 HTTP/1.1")), 0);
    assert_int_equal(request.method, REQUEST_GET);
    assert_string_equal(request.target, "/page?ms=20");
    assert_int_equal(request.length, strlen(HEAD("GET /page?ms=20 HTTP/1.1")));
    assert_int_equal(request.status, 200);
    assert_true(request.keep_alive);
    assert_int_equal(parse_text(&request, HEAD("HEAD / HTTP/1.1")), 0);
    assert_int_equal(request.method, REQUEST_HEAD);
}

static void every_beginning_of_it_wants_more(void **state)
{
    (void)state;
    struct request request;
    const char *text = HEAD("GET / HTTP/1.1\r\nUser-Agent: a test");
    for (size_t count = 0; count < strlen(text); count++)
        assert_int_equal(parse(&request, text, count), EAGAIN);
}

static void what_follows_is_the_next_ones(void **state)
{
    (void)state;
    struct request request;
    const char *two = HEAD("GET /1 HTTP/1.1") HEAD("GET /2 HTTP/1.1");
    assert_int_equal(parse_text(&request, two), 0);
    assert_string_equal(request.target, "/1");
    assert_int_equal(parse_text(&request, two + request.length), 0);
    assert_string_equal(request.target, "/2");
}

static void empty_lines_before_it_and_bare_newlines_do_no_harm(void **state)
{
    (void)state;
    struct request request;
    assert_int_equal(parse_text(&request, "\r\n\nGET / HTTP/1.1\nHost: x\n\nrest"), 0);
    assert_int_equal(request.length, strlen("\r\n\nGET / HTTP/1.1\nHost: x\n\n"));
}

static void who_wants_to_ask_again_is_known(void **state)
{
    static const struct { const char *text; bool again; } cases[] = {
        { HEAD("GET / HTTP/1.1"), true },
        { HEAD("GET / HTTP/1.1\r\nConnection: close"), false },
        { HEAD("GET / HTTP/1.1\r\ncoNNection:  Upgrade , CLOSE\t"), false },
        { HEAD("GET / HTTP/1.1\r\nConnection: closed"), true },
        { "GET / HTTP/1.0\r\n\r\n", false },
        { "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", true },
    };
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct request request;
        assert_int_equal(parse_text(&request, cases[k].text), 0);
        assert_true(request.keep_alive == cases[k].again);
    }
}

static void what_is_refused_has_a_reason(void **state)
{
    static const struct { const char *text; int status; } cases[] = {
        { HEAD("POST / HTTP/1.1"), 501 }, { HEAD("get / HTTP/1.1"), 501 }, { HEAD("GETS / HTTP/1.1"), 501 },
        { HEAD("GET / HTTP/2.0"), 505 }, { HEAD("GET / HTTP/1"), 400 }, { HEAD("GET / http/1.1"), 400 },
        { HEAD("GET  / HTTP/1.1"), 400 }, { HEAD("GET /a b HTTP/1.1"), 400 }, { HEAD("GET /"), 400 }, { HEAD("GET"), 400 },
        { HEAD("GET / HTTP/1.1 "), 400 }, { HEAD(" / HTTP/1.1"), 400 },
        { HEAD("GET page HTTP/1.1"), 400 }, { HEAD("GET http://here/ HTTP/1.1"), 400 }, { HEAD("CONNECT here:80 HTTP/1.1"), 400 },
        { "GET / HTTP/1.1\r\n\r\n", 400 }, { HEAD("GET / HTTP/1.1\r\nHost: other"), 400 },
        { HEAD("GET / HTTP/1.1\r\nno colon"), 400 }, { HEAD("GET / HTTP/1.1\r\nName : x"), 400 },
        { HEAD("GET / HTTP/1.1\r\n folded: x"), 400 }, { HEAD("GET / HTTP/1.1\r\n: x"), 400 },
        { HEAD("GET / HTTP/1.1\r\nA: b\rc"), 400 }, { HEAD("GET /\r HTTP/1.1"), 400 },
        { HEAD("GET / HTTP/1.1\r\nContent-Length: 5"), 413 }, { HEAD("GET / HTTP/1.1\r\nContent-Length: -0"), 413 },
        { HEAD("GET / HTTP/1.1\r\nTransfer-Encoding: chunked"), 501 },
    };
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct request request;
        if (parse_text(&request, cases[k].text) != EBADMSG || request.status != cases[k].status)
            fail_msg("%d instead of %d for %s", request.status, cases[k].status, cases[k].text);
    }
}

static void no_byte_is_worth_nothing_but_a_visible_one(void **state)
{
    (void)state;
    struct request request;
    char text[] = HEAD("GET /? HTTP/1.1");
    for (int byte = 0; byte < 256; byte++) {
        text[5] = (char)byte;
        bool good = parse(&request, text, sizeof text - 1) == 0;
        assert_true(good == (byte > ' ' && byte <= '~'));
    }
}

static void an_empty_body_is_no_body(void **state)
{
    (void)state;
    struct request request;
    assert_int_equal(parse_text(&request, HEAD("GET / HTTP/1.1\r\nContent-Length: 0")), 0);
}

/* A first line with a path of so many bytes. */
static int parse_path(struct request *request, size_t length)
{
    char text[2 * REQUEST_BYTES];
    char *path = malloc(length + 1);
    memset(path, '/', length);
    path[length] = '\0';
    snprintf(text, sizeof text, HEAD("GET %s HTTP/1.1"), path);
    free(path);
    return parse_text(request, text);
}

static void a_path_has_its_length(void **state)
{
    (void)state;
    struct request request;
    assert_int_equal(parse_path(&request, REQUEST_TARGET - 1), 0);
    assert_int_equal(strlen(request.target), REQUEST_TARGET - 1);
    assert_int_equal(parse_path(&request, REQUEST_TARGET), EBADMSG);
    assert_int_equal(request.status, 414);
}

static void a_head_has_its_length(void **state)
{
    (void)state;
    struct request request;
    char text[REQUEST_BYTES + 1];
    memset(text, 'x', sizeof text);
    memcpy(text, "GET / HTTP/1.1\r\nHost: ", 22);
    assert_int_equal(parse(&request, text, REQUEST_BYTES - 1), EAGAIN);
    assert_int_equal(parse(&request, text, REQUEST_BYTES), EBADMSG);
    assert_int_equal(request.status, 431);
    memcpy(text + REQUEST_BYTES - 4, "\r\n\r\n", 4);
    assert_int_equal(parse(&request, text, REQUEST_BYTES + 1), 0);
    assert_int_equal(request.length, REQUEST_BYTES);
    memcpy(text + REQUEST_BYTES - 4, "x\r\n\r\n", 5);
    assert_int_equal(parse(&request, text, REQUEST_BYTES + 1), EBADMSG);
}

static void numbers_of_a_query_are_found(void **state)
{
    (void)state;
    struct request request = { .target = "/page?ms=20&bytes=4096&ms=7&empty=&far=999999999&too=1234567890&a=1x&neg=-1&bare" };
    unsigned long value = 5;
    assert_true(request_number(&request, "ms", &value));
    assert_int_equal(value, 20);
    assert_true(request_number(&request, "bytes", &value));
    assert_int_equal(value, 4096);
    assert_true(request_number(&request, "far", &value));
    assert_int_equal(value, 999999999);
    static const char *const none[] = { "m", "s", "byte", "empty", "too", "a", "neg", "bare", "page", "/page", "" };
    for (size_t k = 0; k < sizeof none / sizeof *none; k++)
        assert_false(request_number(&request, none[k], &value));
    strcpy(request.target, "/ms=3");
    assert_false(request_number(&request, "ms", &value));
}

/* ---- fuzz ---- */

/* Something near a request: pieces of one, and now and then a byte changed, left out or put in. */
static size_t near_request(struct dice *dice, char *text)
{
    static const char *const piece[] = {
        "GET ", "HEAD ", "POST ", "/", "/page?ms=1&bytes=2", "?", "&", "=", "9", " HTTP/1.1", " HTTP/1.0", " HTTP/3.0", "\r\n", "\r\n",
        "\n", "\r", "Host: here", "Connection: ", "close", "keep-alive", ",", " ", "\t", ":", "Content-Length: ", "0", "7",
        "Transfer-Encoding: x", "\r\n\r\n", "X-Any: thing", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    };
    size_t length = 0, pieces = dice_below(dice, 24);
    for (size_t k = 0; k < pieces; k++) {
        const char *one = piece[dice_below(dice, sizeof piece / sizeof *piece)];
        size_t times = dice_below(dice, 40) == 0 ? 120 : 1;
        while (times-- > 0 && length + strlen(one) < 2 * REQUEST_BYTES) {
            memcpy(text + length, one, strlen(one));
            length += strlen(one);
        }
    }
    for (unsigned k = (unsigned)dice_below(dice, 4); k > 0 && length > 0; k--)
        text[dice_below(dice, (unsigned)length)] = (char)dice_below(dice, 256);
    return length;
}

/* What every answer must keep to. */
static void check_answer(const struct request *request, int error, size_t count)
{
    assert_true(error == 0 || error == EAGAIN || error == EBADMSG);
    assert_true(request->length <= count && request->length <= REQUEST_BYTES);
    assert_non_null(memchr(request->target, '\0', REQUEST_TARGET));
    if (error == 0)
        assert_true(request->status == 200 && request->target[0] == '/' && request->length > 0);
    if (error == EBADMSG)
        assert_true(request->status >= 400 && request->status <= 505);
    if (error == EAGAIN)
        assert_true(count < REQUEST_BYTES);
}

static bool is_same_answer(const struct request *a, const struct request *b)
{
    return a->status == b->status && a->length == b->length && a->method == b->method && a->keep_alive == b->keep_alive
        && strcmp(a->target, b->target) == 0;
}

/* More bytes never change an answer: not a request that is there, not a refusal and its reason. */
static void check_growing(const char *text, size_t length)
{
    struct request before = { 0 }, now;
    int error_before = EAGAIN;
    for (size_t count = 0; count <= length; count++) {
        int error = parse(&now, text, count);
        check_answer(&now, error, count);
        if (error_before != EAGAIN) {
            assert_int_equal(error, error_before);
            assert_true(is_same_answer(&now, &before));
        }
        before = now;
        error_before = error;
    }
}

static void no_bytes_confuse_it(void **state)
{
    (void)state;
    static char text[4 * REQUEST_BYTES];
    const char *wanted = getenv("FUZZ_REQUESTS"), *seed = getenv("FUZZ_SEED");
    long rounds = wanted ? atol(wanted) : 500, good = 0;
    struct dice dice = { seed ? (uint64_t)atoll(seed) : 1 };
    for (long k = 0; k < rounds; k++) {
        struct request request;
        size_t length = near_request(&dice, text);
        if (length < 700)
            check_growing(text, length);
        int error = parse(&request, text, length);
        check_answer(&request, error, length);
        unsigned long value = 0;
        if (request_number(&request, "ms", &value))
            assert_true(value <= 999999999);
        good += error == 0;
    }
    assert_true(good > rounds / 200);       /* else it would test the refusals only */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request_is_read),
        cmocka_unit_test(every_beginning_of_it_wants_more),
        cmocka_unit_test(what_follows_is_the_next_ones),
        cmocka_unit_test(empty_lines_before_it_and_bare_newlines_do_no_harm),
        cmocka_unit_test(who_wants_to_ask_again_is_known),
        cmocka_unit_test(what_is_refused_has_a_reason),
        cmocka_unit_test(no_byte_is_worth_nothing_but_a_visible_one),
        cmocka_unit_test(an_empty_body_is_no_body),
        cmocka_unit_test(a_path_has_its_length),
        cmocka_unit_test(a_head_has_its_length),
        cmocka_unit_test(numbers_of_a_query_are_found),
        cmocka_unit_test(no_bytes_confuse_it),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
