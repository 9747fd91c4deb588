/* cooperative.h — blocking calls of libc that wait in the loop: what
 * gevent's monkey-patching is for Python, but at link time. There is
 * nothing to call: a program that is linked with
 *
 *     cooperative.c       sleep usleep nanosleep
 *     cooperative_io.c    read write recv send accept accept4 connect
 *                         poll close getaddrinfo
 *
 * gets these in place of libc's, its libraries as well. Called by a
 * task (or greenlet), they let the others go on; called by anyone else
 * (outside a loop, in other threads, in a call of the loop or in a
 * generator) they are what they were.
 *
 *     a task ──read──▶ cooperative.c ──▶ loop_readable, then libc's
 *     a thread ──read──▶     "       ──▶ libc's
 *
 * How: a name that the program defines itself comes before that of a
 * library. libc's is found by dlsym(RTLD_NEXT): unlike syscall(2), that
 * finds the tool in between, too (a sanitizer's read, say), and libc's
 * own is a cancellation point. A program linked -static has no next:
 * the call aborts. In the lab, the next one is the lab's.
 *
 * O_NONBLOCK is not set on what is yours. Before a call that would
 * wait, the task waits until it would not; who has set O_NONBLOCK (or
 * MSG_DONTWAIT) is answered EAGAIN as ever. Sockets are sent to and
 * read with MSG_DONTWAIT, and pipes written by PIPE_BUF bytes, after a
 * look. Only connect sets the flag, for the length of one call, and
 * takes it back. Who never has to wait holds up all, here as well.
 *
 * Errors:  those of libc, and ECANCELED: the task was cancelled there.
 *          What was written before counts: then the result is that,
 *          and the next wait says ECANCELED. sleep returns what is
 *          left. A connection goes on being made: close the socket.
 *          Signals do not end a wait: EINTR only comes from the call
 *          itself, which does not wait.
 *
 * Not covered, and so blocking as ever: files (Linux has no way to wait
 * for a disk); standard output and error; stdio's own reads (fgets,
 * getchar: they call nothing that could be replaced); select, readv,
 * writev, sendmsg, recvmsg, recvfrom, sendto, clock_nanosleep, flock,
 * wait; calls checked by _FORTIFY_SOURCE under another name; a pipe
 * that another thread or process empties between the look and the read.
 * SO_RCVTIMEO and SO_SNDTIMEO are not looked at: use task_timeout. A
 * sleep is rounded up to milliseconds. getaddrinfo runs in a thread of
 * its own; who is cancelled meanwhile waits for its end, and then gets
 * EAI_SYSTEM with ECANCELED. dup2 over a descriptor that is waited for
 * is not noticed; call loop_forget first. */
#ifndef COOPERATIVE_H
#define COOPERATIVE_H

#endif
