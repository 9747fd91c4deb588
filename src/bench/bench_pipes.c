/* bench_pipes.c — what goes through a pipe in the plain flavour of a demo (lessons/11-pipes/time_throughput.c, as the lab builds
 * and measures it) against a bare loop of read and write that nothing of the lab has touched. The two take turns, all on one
 * processor and by its time: how busy the others are does not matter then, nor on which of them the two ends happen to be.
 *   bench_pipes BUILD prints `what | figure | bar`. */
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "build/build.h"
#include "measure/measure.h"

enum { ROUNDS = 25 };

static const double bytes = 20000.0 * 8192;

static const char bare_loop[] =
    "#include <stdio.h>\n"
    "#include <sys/wait.h>\n"
    "#include <unistd.h>\n"
    "static char block[8192];\n"
    "int main(void)\n"
    "{\n"
    "    int ends[2];\n"
    "    long sum = 0, got;\n"
    "    if (pipe(ends) != 0)\n"
    "        return 1;\n"
    "    if (fork() == 0) {\n"
    "        for (int k = 0; k < 20000; k++)\n"
    "            if (write(ends[1], block, sizeof block) != sizeof block)\n"
    "                return 1;\n"
    "        return 0;\n"
    "    }\n"
    "    close(ends[1]);\n"
    "    while ((got = read(ends[0], block, sizeof block)) > 0)\n"
    "        sum += got;\n"
    "    wait(NULL);\n"
    "    printf(\"%ld\\n\", sum);\n"
    "    return 0;\n"
    "}\n";

static struct build *build_of(const char *path)
{
    struct err err;
    const char *sources[] = { path, NULL };
    struct build *build = build_start(&(struct build_plan){ .sources = sources, .flavours = BUILD_PLAIN }, &err);
    if (build && build_wait(build, &err))
        return build;
    fprintf(stderr, "bench_pipes: %s: %s\n", path, err.text);
    exit(1);
}

static struct measure *measured(const char *demo, const char *bare)
{
    struct err err;
    const char *of_demo[] = { demo, "pipe", NULL }, *of_bare[] = { bare, NULL };
    const struct measure_variant variants[] = { { .name = "demo", .argv = of_demo, .expect = "163840000" },
                                                { .name = "bare", .argv = of_bare, .expect = "163840000" } };
    struct measure *measure =
        measure_start(&(struct measure_plan){ .variants = variants, .count = 2, .rounds = ROUNDS }, &err);
    while (measure && !measure_done(measure)) {
        poll(&(struct pollfd){ .fd = measure_fd(measure), .events = POLLIN }, 1, 100);
        measure_poll(measure);
    }
    return measure;
}

static void compare(const struct measure_row *ours, const struct measure_row *theirs)
{
    unsigned bad = ours->wrong + ours->failed + theirs->wrong + theirs->failed;
    double mine = ours->user + ours->system, other = theirs->user + theirs->system;
    printf("pipes, a demo's CPU time over that of a bare read/write loop | %.2f (%.0f MB/s; %.0f) | <= 1.1\n", mine / other,
           1e-6 * bytes / mine, 1e-6 * bytes / other);
    if (bad > 0)
        printf("pipes, runs that did not get all the bytes | %u | <= 0\n", bad);
}

static void stay_on_one_processor(void)
{
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
}

int main(void)
{
    struct err err;
    char path[PATH_ROOM];
    if (!path_cache(path, sizeof path, &err))
        return 73;
    strcat(path, "/bare.c");
    if (!path_write(path, bare_loop, sizeof bare_loop - 1, &err))
        return 73;
    struct build *demo = build_of("lessons/11-pipes/time_throughput.c"), *bare = build_of(path);
    stay_on_one_processor();
    struct measure *measure = measured(build_plain(demo), build_plain(bare));
    if (measure)
        compare(measure_row(measure, 0), measure_row(measure, 1));
    measure_destroy(measure);
    build_destroy(demo);
    build_destroy(bare);
    unlink(path);
    return 0;
}
