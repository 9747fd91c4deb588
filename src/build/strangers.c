/* strangers.c — see strangers.h. What a library calls stands in its dynamic symbol table (elf(5)), as undefined. */
#include "build/strangers.h"

#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- flags ---- */

/* The system's, whose functions are looked at one by one. */
static bool is_known_library(const char *name)
{
    static const char *const known[] = { "m", "pthread", "rt", "dl", "c", "atomic" };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (strcmp(name, known[k]) == 0)
            return true;
    return false;
}

static bool is_unwatched(const char *flag)
{
    const char *end = strrchr(flag, '.');
    bool object = flag[0] != '-' && end && (strcmp(end, ".o") == 0 || strcmp(end, ".a") == 0 || strstr(flag, ".so"));
    return object || (strncmp(flag, "-l", 2) == 0 && flag[2] && !is_known_library(flag + 2));
}

bool stranger_among_flags(const char *const *flags, char *name, size_t room)
{
    for (; flags && *flags; flags++)
        if (is_unwatched(*flags)) {
            snprintf(name, room, "%s", *flags);
            return true;
        }
    return false;
}

/* ---- functions ---- */

/* What the lab, the compiler and the linker put there. */
static bool is_ours(const char *name)
{
    static const char *const beginnings[] = { "__wrap_", "__tsan_", "_ITM_", "__cxa_", "__gmon_start__", "lab_", "__gcc_personality",
                                              "_Unwind_", "__stack_chk_fail" };
    for (size_t k = 0; k < sizeof beginnings / sizeof *beginnings; k++)
        if (strncmp(name, beginnings[k], strlen(beginnings[k])) == 0)
            return true;
    return false;
}

/* What an attribute object holds is the caller's own, as long as it does not share it. */
static bool sets_attribute(const char *name)
{
    return strncmp(name, "pthread_", 8) == 0 && strstr(name, "attr_");
}

/* Functions of numbers, and others that look at nothing but their arguments; those of <math.h> also with f or l behind. */
static bool is_pure(const char *name)
{
    static const char *const numbers[] = {
        "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "exp2", "expm1",
        "log", "log2", "log10", "log1p", "logb", "ilogb", "pow", "sqrt", "cbrt", "hypot", "fabs", "floor", "ceil", "round", "trunc",
        "rint", "nearbyint", "lround", "llround", "lrint", "llrint", "fmod", "remainder", "fmin", "fmax", "fdim", "fma", "ldexp",
        "scalbn", "copysign", "nextafter", "erf", "erfc", "tgamma",
    };
    static const char *const others[] = {
        "abs", "labs", "llabs", "div", "ldiv", "lldiv", "isalnum", "isalpha", "isblank", "iscntrl", "isdigit", "isgraph", "islower",
        "isprint", "ispunct", "isspace", "isupper", "isxdigit", "tolower", "toupper", "__ctype_b_loc", "__ctype_tolower_loc",
        "__ctype_toupper_loc", "stdin", "stdout", "stderr", "environ", "difftime", "sysconf", "getpagesize", "get_nprocs",
        "pthread_getconcurrency", "sched_getcpu", "ffs", "ffsl", "ffsll", "htons", "htonl", "ntohs", "ntohl", "_setjmp", "setjmp",
        "__sigsetjmp", "sigsetjmp", "longjmp", "_longjmp", "siglongjmp", "__longjmp_chk", "strerror", "sigemptyset", "sigfillset",
        "sigaddset", "sigdelset", "sigismember",
    };
    size_t length = strlen(name);
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        size_t base = strlen(numbers[k]);
        bool suffixed = length == base + 1 && (name[base] == 'f' || name[base] == 'l');
        if (strncmp(name, numbers[k], base) == 0 && (length == base || suffixed))
            return true;
    }
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        if (strcmp(name, others[k]) == 0)
            return true;
    return false;
}

static bool is_stranger(const char *name)
{
    return *name && !is_ours(name) && !sets_attribute(name) && !is_pure(name);
}

static bool find_in_section(Elf *elf, Elf_Scn *section, char *name, size_t room)
{
    GElf_Shdr head;
    Elf_Data *data = elf_getdata(section, NULL);
    if (!data || !gelf_getshdr(section, &head) || head.sh_type != SHT_DYNSYM || head.sh_entsize == 0)
        return false;
    for (size_t k = 0; k < head.sh_size / head.sh_entsize; k++) {
        GElf_Sym symbol;
        if (!gelf_getsym(data, (int)k, &symbol) || symbol.st_shndx != SHN_UNDEF)
            continue;
        const char *called = elf_strptr(elf, head.sh_link, symbol.st_name);
        if (!called || !is_stranger(called))
            continue;
        snprintf(name, room, "%s", called);
        return true;
    }
    return false;
}

bool stranger_called(const char *library, char *name, size_t room)
{
    bool found = false;
    int fd = open(library, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    elf_version(EV_CURRENT);
    Elf *elf = elf_begin(fd, ELF_C_READ, NULL);
    for (Elf_Scn *section = NULL; elf && !found && (section = elf_nextscn(elf, section)); )
        found = find_in_section(elf, section, name, room);
    elf_end(elf);
    close(fd);
    return found;
}
