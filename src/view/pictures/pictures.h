/* pictures.h — every kind's picture, for the table in picture.c. */
#ifndef VIEW_PICTURES_PICTURES_H
#define VIEW_PICTURES_PICTURES_H

#include "view/picture.h"

extern const struct picture picture_of_thread, picture_of_variable, picture_of_mutex, picture_of_rwlock, picture_of_spin,
                            picture_of_condition, picture_of_barrier, picture_of_semaphore, picture_of_once,
                            picture_of_output, picture_of_process, picture_of_pipe, picture_of_socket,
                            picture_of_watch, picture_of_notice, picture_of_queue, picture_of_transfer, picture_of_progress;

/* The state of a thread as one word and its look: "ready", "blocked" … */
const char *thread_word(const struct world *world, uint16_t thread, enum look *look);

#endif
