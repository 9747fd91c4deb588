/* proving.h — what no reader of a lesson can see: that its broken programs fail and its others do not, that exercises fail
 * as they are given and pass as we solve them, that hunts can be won. Each is searched as the learner's would be.
 * Threads: one. Prints complaints as lint does, and returns how many of them are errors. */
#ifndef CLI_PROVING_H
#define CLI_PROVING_H

#include "lesson/lesson.h"

unsigned prove_demo(const struct lesson *lesson, const struct demo *demo);
unsigned prove_exercise(const struct lesson *lesson, const struct exercise *exercise);
unsigned prove_hunt(const struct lesson *lesson, const struct hunt *hunt);

#endif
