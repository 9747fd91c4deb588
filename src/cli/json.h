/* json.h — texts as JSON strings (RFC 8259); bytes that are no UTF-8 become U+FFFD. Threads: any, per stream. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <stdio.h>

void json_text(FILE *out, const char *text);

#endif
