/* supervisor.h — the process that owns the terminal's settings and only waits. The lab's screen runs in a child of it; when
 * that ends, in whatever way, the settings are put back, the alternate screen left, cursor and mouse as they were.
 * Signals that ask the lab to end go to the child; the child dies with its supervisor (PR_SET_PDEATHSIG).
 * Threads: call from the main thread before any other exists. */
#ifndef BASE_SUPERVISOR_H
#define BASE_SUPERVISOR_H

/* Runs `ui` in a child and returns what it returned; 128 + number after a signal, which is then told on stderr. Without
 * a terminal on stdin it just calls `ui`. */
int supervisor_run(int (*ui)(void *), void *data);

#endif
