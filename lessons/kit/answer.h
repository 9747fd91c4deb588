/* answer.h — what the kit's server answers to a request, and how it
 * will break off: see server.h for what a query can order. It only
 * decides; sending is the server's.
 *
 *     struct answer answer;
 *     answer_write(&answer, &request, 1);
 *     // send answer.head, then answer.body bytes, then do as `ending`
 *
 * Threads, memory, errors: it computes, and keeps nothing. */
#ifndef ANSWER_H
#define ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "request.h"

enum ending {
    ENDING_WHOLE,               /* all of it; the next may follow */
    ENDING_CUT,                 /* then the connection is closed */
    ENDING_RESET,               /* … is torn down */
    ENDING_STALL,               /* … stays, and nothing comes */
};

struct answer {
    char head[160];
    size_t head_length;
    size_t body;                /* bytes that will really be sent */
    unsigned long ms;           /* to wait before it */
    unsigned long rate;         /* bytes a second; 0: no limit */
    enum ending ending;
    bool keep_alive;
};

/* To the `count`-th request there has been, good or bad. */
void answer_write(struct answer *answer, const struct request *request,
                  unsigned long count);

#endif
