/* cache.c — see cache.h. The hash is FNV-1a (G. Fowler, L. C. Noll, P. Vo), twice with different beginnings. */
#include "build/cache.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "trace/calls.h"

enum { MOST = 4 << 20, DEEPEST = 8, FORMAT = 2 };       /* bytes of a source; headers in headers; of the cache */

struct hash { uint64_t one, other; };

static void add(struct hash *hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t k = 0; k < length; k++) {
        hash->one = (hash->one ^ at[k]) * 0x100000001b3u;
        hash->other = (hash->other ^ at[k]) * 0x100000001b3u + 1;
    }
}

static void add_text(struct hash *hash, const char *text)
{
    add(hash, text, strlen(text) + 1);
}

static void add_all(struct hash *hash, const char *const *texts)
{
    for (; texts && *texts; texts++)
        add_text(hash, *texts);
    add_text(hash, "");
}

/* What the linker is told to redirect. */
static const char wraps[] =
#define X(name) "-Wl,--wrap=" #name "\n"
    CALLS_MODELLED(X) CALLS_WATCHED(X) CALLS_LIVE(X)
#undef X
    ;

struct search {
    struct hash *hash;
    const char *const *flags;       /* among them -I and its like */
};

static void add_headers(const struct search *search, const char *path, const char *text, unsigned depth);

static bool add_header(const struct search *search, const char *folder, const char *name, unsigned depth)
{
    char path[PATH_ROOM];
    size_t length;
    char *text = path_join(path, sizeof path, folder, name) ? path_read(path, MOST, &length, NULL) : NULL;
    if (!text)
        return false;
    add(search->hash, text, length);
    add_headers(search, path, text, depth + 1);
    free(text);
    return true;
}

/* The folder, or file, that such an option names: in the same word or in the next; NULL: it is another option. */
static const char *named_by(const char *const *flag, const char *option)
{
    size_t length = strlen(option);
    if (strncmp(*flag, option, length) != 0)
        return NULL;
    return (*flag)[length] ? *flag + length : flag[1];
}

/* Looks where the compiler would: beside the file that includes (NULL: not there), then along -I and its like. */
static void find_header(const struct search *search, const char *beside, const char *name, unsigned depth)
{
    static const char *const options[] = { "-I", "-iquote", "-isystem", "-idirafter" };
    if (beside && add_header(search, beside, name, depth))
        return;
    for (const char *const *flag = search->flags; flag && *flag; flag++)
        for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
            const char *folder = named_by(flag, options[k]);
            if (folder && add_header(search, folder, name, depth))
                return;
        }
}

static bool is_directive(const char *text, const char *at)
{
    while (at > text && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at > text && at[-1] == '#';
}

static void add_headers(const struct search *search, const char *path, const char *text, unsigned depth)
{
    char folder[PATH_ROOM], name[256], quote;
    const char *slash = strrchr(path, '/');
    if (depth == DEEPEST)
        return;
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
    for (const char *at = text; (at = strstr(at, "include")); at++)
        if (is_directive(text, at) && sscanf(at, "include %c%255[^\">\n]", &quote, name) == 2 && (quote == '"' || quote == '<'))
            find_header(search, quote == '"' ? folder : NULL, name, depth);
}

static void add_compiler(struct hash *hash, const struct compiler *compiler)
{
    struct stat about = { 0 };
    char path[PATH_ROOM];
    add_all(hash, compiler->argv);
    for (const char *at = getenv("PATH"); at && *at; at += strcspn(at, ":"), at += *at == ':') {
        snprintf(path, sizeof path, "%.*s/%s", (int)strcspn(at, ":"), at, compiler->argv[0]);
        if (stat(compiler->argv[0][0] == '/' ? compiler->argv[0] : path, &about) == 0)
            break;
    }
    add(hash, &about.st_size, sizeof about.st_size);
    add(hash, &about.st_mtim, sizeof about.st_mtim);
}

static bool add_source(const struct search *search, const char *path, struct err *err)
{
    size_t length;
    char *text = path_read(path, MOST, &length, err);
    if (!text)
        return false;
    add_text(search->hash, path);           /* its name is in the debug information */
    add(search->hash, text, length);
    add_headers(search, path, text, 0);
    free(text);
    return true;
}

/* The compiler takes further sources among its flags: parts of the kit, say. */
static bool is_source(const char *flag)
{
    const char *end = strrchr(flag, '.');
    return flag[0] != '-' && end && strcmp(end, ".c") == 0;
}

bool cache_key(const struct build_plan *plan, const struct compiler *compiler, char key[33], struct err *err)
{
    struct hash hash = { 0xcbf29ce484222325u + FORMAT, 0x84222325cbf29ce4u };
    struct search search = { &hash, plan->flags };
    add_compiler(&hash, compiler);
    add_all(&hash, compiler_flags(compiler, BUILD_TRACED));
    add_all(&hash, compiler_flags(compiler, BUILD_PLAIN));
    add(&hash, wraps, sizeof wraps);
    add_all(&hash, plan->flags);
    for (const char *const *flag = plan->flags; flag && *flag; flag++)
        if (named_by(flag, "-include"))
            find_header(&search, ".", named_by(flag, "-include"), 0);
    for (const char *const *source = plan->sources; *source; source++)
        if (!add_source(&search, *source, err))
            return false;
    for (const char *const *flag = plan->flags; flag && *flag; flag++)
        if (is_source(*flag) && !add_source(&search, *flag, err))
            return false;
    snprintf(key, 33, "%016llx%016llx", (unsigned long long)hash.one, (unsigned long long)hash.other);
    return true;
}

bool cache_write_wraps(const char *folder, char *path, size_t room, struct err *err)
{
    if (!path_join(path, room, folder, "wraps"))
        return err_set(err, "the path of the cache is too long");
    return path_write(path, wraps, sizeof wraps - 1, err);
}

static const char *const gcc_traced[] = {
    "-g", "-O1", "-fPIC", "-fsanitize=thread", "-fno-omit-frame-pointer", "-U_FORTIFY_SOURCE", "-fno-stack-protector",
    /* a variable in a loop stays in memory: each turn of the source is an access */
    "-fno-tree-loop-im", "-fno-tree-pre", "-fno-tree-loop-optimize", "-fno-tree-dse", "-fno-tree-fre", "-fno-tree-dominator-opts",
    /* and a call stays a call: malloc and memcpy are watched as well */
    "-fno-builtin", "-fno-inline", "-fno-optimize-sibling-calls", "-DTHREADLAB_TRACED",
    /* across a call everything is on the stack, so that two states of a thread can be compared */
#if defined __x86_64__
    "-ffixed-rbx", "-ffixed-r12", "-ffixed-r13", "-ffixed-r14", "-ffixed-r15",
#elif defined __aarch64__
    "-ffixed-x19", "-ffixed-x20", "-ffixed-x21", "-ffixed-x22", "-ffixed-x23", "-ffixed-x24", "-ffixed-x25", "-ffixed-x26",
    "-ffixed-x27", "-ffixed-x28",
#endif
    "-shared", "-nodefaultlibs", "-Wl,-z,norelro",
    "-Wl,-Bsymbolic",           /* a name of the demo's own is the demo's, also where the host has the same */
    NULL,
};
static const char *const clang_traced[] = {
    "-g", "-O0", "-fno-builtin", "-fPIC", "-fsanitize=thread", "-fno-omit-frame-pointer", "-U_FORTIFY_SOURCE", "-fno-stack-protector",
    "-mllvm", "-tsan-instrument-read-before-write",     /* else `share += 1` would be a write alone */
    "-DTHREADLAB_TRACED", "-shared", "-nodefaultlibs", "-Wl,-z,norelro", "-Wl,-Bsymbolic", NULL,
};
static const char *const plain[] = { "-O2", "-g", "-pthread", NULL };

const char *const *compiler_flags(const struct compiler *compiler, enum build_flavour flavour)
{
    if (flavour == BUILD_PLAIN)
        return plain;
    return compiler->is_clang ? clang_traced : gcc_traced;
}

bool compiler_find(struct compiler *compiler, const char *cc, struct err *err)
{
    const char *from = cc ? cc : getenv("CC") && *getenv("CC") ? getenv("CC") : "cc";
    size_t count = 0;
    char *rest;
    if (snprintf(compiler->words, sizeof compiler->words, "%s", from) >= (int)sizeof compiler->words)
        return err_set(err, "the compiler's name is too long");
    for (char *word = strtok_r(compiler->words, " \t", &rest); word && count < 15; word = strtok_r(NULL, " \t", &rest))
        compiler->argv[count++] = word;
    compiler->argv[count] = NULL;
    compiler->is_clang = count > 0 && strstr(compiler->argv[0], "clang") != NULL;
    return count > 0 || err_set(err, "CC names no compiler");
}
