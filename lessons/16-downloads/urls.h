/* urls.h — what to download: pages of the two sites here, or, given
 * `--urls FILE`, the addresses that stand there, one a line. Lines that
 * begin with # are remarks. */
#ifndef URLS_H
#define URLS_H

#include <stdbool.h>
#include <string.h>

#include "sites.h"

enum { LONG_URL = 1002 };

static char address[MOST][LONG_URL];
static bool from_file;

static inline void read_urls(const char *name)
{
    char line[LONG_URL];
    FILE *file = fopen(name, "r");
    pages = 0;
    from_file = true;
    while (file && pages < MOST && fgets(line, sizeof line, file)) {
        const char *begin = line + strspn(line, " \t");
        size_t length = strcspn(begin, " \t\r\n");
        if (length == 0 || *begin == '#')
            continue;
        snprintf(address[pages++], LONG_URL, "%.*s", (int)length, begin);
    }
    if (file)
        fclose(file);
}

/* `./a.out`, `./a.out 160 20`, or `./a.out --urls FILE`. */
static inline void find_pages(int words, char **word)
{
    if (words == 3 && strcmp(word[1], "--urls") == 0) {
        read_urls(word[2]);
        return;
    }
    read_words(words, word);
    start_sites();
    for (int n = 0; n < pages; n++)
        page_url(address[n], n);
}

static inline void leave_pages(void)
{
    if (!from_file)
        stop_sites();
}

#endif
