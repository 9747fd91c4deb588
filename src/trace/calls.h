/* calls.h — every library call of a demo that the lab takes over in the traced flavour. The builder links the demo with
 * `--wrap` for each of them, the runtime defines `__wrap_NAME` for each; a test compares the two.
 * CALLS_MODELLED work on both carriers; CALLS_WATCHED and CALLS_LIVE only on the kernel carrier: on fibers the call is named to
 * the learner ("`recv` runs only live") and the run ends there. The watched ones are steps of a live run; of the others nothing
 * is told. */
#ifndef TRACE_CALLS_H
#define TRACE_CALLS_H

#define CALLS_MODELLED(X) \
    /* threads */ \
    X(pthread_create) X(pthread_join) X(pthread_detach) X(pthread_exit) X(pthread_self) X(pthread_equal) \
    X(pthread_tryjoin_np) X(pthread_timedjoin_np) X(pthread_setname_np) X(pthread_getname_np) X(pthread_yield) X(sched_yield) \
    X(pthread_cancel) X(pthread_testcancel) X(pthread_setcancelstate) X(pthread_setcanceltype) X(pthread_once) \
    X(pthread_key_create) X(pthread_key_delete) X(pthread_getspecific) X(pthread_setspecific) X(gettid) \
    X(__pthread_register_cancel) X(__pthread_unregister_cancel) X(__pthread_unwind_next) \
    /* mutexes */ \
    X(pthread_mutex_init) X(pthread_mutex_destroy) X(pthread_mutex_lock) X(pthread_mutex_trylock) \
    X(pthread_mutex_timedlock) X(pthread_mutex_clocklock) X(pthread_mutex_unlock) X(pthread_mutex_consistent) \
    /* readers–writer and spin locks */ \
    X(pthread_rwlock_init) X(pthread_rwlock_destroy) X(pthread_rwlock_rdlock) X(pthread_rwlock_tryrdlock) \
    X(pthread_rwlock_timedrdlock) X(pthread_rwlock_wrlock) X(pthread_rwlock_trywrlock) X(pthread_rwlock_timedwrlock) \
    X(pthread_rwlock_unlock) X(pthread_spin_init) X(pthread_spin_destroy) X(pthread_spin_lock) X(pthread_spin_trylock) \
    X(pthread_spin_unlock) \
    /* conditions, barriers, semaphores */ \
    X(pthread_cond_init) X(pthread_cond_destroy) X(pthread_cond_wait) X(pthread_cond_timedwait) X(pthread_cond_clockwait) \
    X(pthread_cond_signal) X(pthread_cond_broadcast) X(pthread_barrier_init) X(pthread_barrier_destroy) \
    X(pthread_barrier_wait) X(sem_init) X(sem_destroy) X(sem_open) X(sem_close) X(sem_unlink) X(sem_wait) X(sem_trywait) \
    X(sem_timedwait) X(sem_clockwait) X(sem_post) X(sem_getvalue) \
    /* C11 threads */ \
    X(thrd_create) X(thrd_join) X(thrd_detach) X(thrd_exit) X(thrd_current) X(thrd_equal) X(thrd_sleep) X(thrd_yield) \
    X(mtx_init) X(mtx_destroy) X(mtx_lock) X(mtx_trylock) X(mtx_timedlock) X(mtx_unlock) X(cnd_init) X(cnd_destroy) \
    X(cnd_wait) X(cnd_timedwait) X(cnd_signal) X(cnd_broadcast) X(call_once) X(tss_create) X(tss_delete) X(tss_get) \
    X(tss_set) \
    /* time */ \
    X(sleep) X(usleep) X(nanosleep) X(clock_nanosleep) X(clock_gettime) X(gettimeofday) X(time) X(clock) \
    X(timespec_get) \
    /* memory */ \
    X(malloc) X(calloc) X(realloc) X(reallocarray) X(free) X(aligned_alloc) X(posix_memalign) X(memalign) X(strdup) X(strndup) \
    X(malloc_usable_size) X(asprintf) X(vasprintf) \
    X(memcpy) X(memmove) X(memset) X(memcmp) X(memchr) X(strlen) X(strcpy) X(strncpy) X(strcat) X(strncat) X(strcmp) \
    X(strncmp) X(strchr) X(strrchr) X(strstr) X(stpcpy) X(snprintf) X(sprintf) X(vsnprintf) X(vsprintf) X(sscanf) \
    X(__isoc99_sscanf) X(atoi) X(atol) X(atoll) X(atof) X(strtol) X(strtoul) X(strtoll) X(strtoull) X(strtod) X(strtof) \
    X(strtok_r) X(strcasecmp) X(strncasecmp) X(strspn) X(strcspn) X(strpbrk) X(strnlen) X(qsort) X(bzero) \
    X(__atomic_load) X(__atomic_store) X(__atomic_exchange) X(__atomic_compare_exchange) \
    /* output and the end */ \
    X(printf) X(vprintf) X(fprintf) X(vfprintf) X(dprintf) X(puts) X(fputs) X(putchar) X(putc) X(fputc) X(fwrite) X(fflush) \
    X(perror) X(setvbuf) X(setbuf) X(putchar_unlocked) X(putc_unlocked) X(fputc_unlocked) X(fputs_unlocked) X(fwrite_unlocked) \
    X(write) \
    X(exit) X(_exit) X(_Exit) X(quick_exit) X(abort) X(atexit) X(__assert_fail) X(__assert) \
    X(__errno_location) X(__tls_get_addr) X(rand) X(srand) X(random) X(srandom) X(rand_r) X(getenv) X(getpid)

#define CALLS_WATCHED(X) \
    /* processes */ \
    X(fork) X(vfork) X(execv) X(execve) X(execvp) X(execl) X(execlp) X(wait) X(waitpid) X(waitid) X(kill) X(raise) \
    X(posix_spawn) X(posix_spawnp) X(pause) X(sigwait) X(sigwaitinfo) X(sigtimedwait) X(sigsuspend) X(alarm) X(setitimer) \
    X(timer_create) X(timer_settime) \
    /* pipes: whatever a descriptor can be */ \
    X(pipe) X(pipe2) X(socketpair) X(mkfifo) X(open) X(open64) X(close) X(read) X(dup) X(dup2) X(dup3) X(fcntl) X(fcntl64) \
    X(poll) X(fdopen) X(readv) X(writev) \
    /* sockets */ \
    X(socket) X(bind) X(listen) X(accept) X(accept4) X(connect) X(send) X(sendto) X(sendmsg) X(recv) X(recvfrom) X(recvmsg) X(shutdown) \
    /* waiting for any of several; counts, clocks and signals as descriptors */ \
    X(select) X(pselect) X(ppoll) X(epoll_create) X(epoll_create1) X(epoll_ctl) X(epoll_wait) X(epoll_pwait) \
    X(eventfd) X(eventfd_read) X(eventfd_write) X(timerfd_create) X(timerfd_settime) X(signalfd) \
    /* message queues */ \
    X(mq_open) X(mq_send) X(mq_receive) X(mq_timedsend) X(mq_timedreceive) X(mq_close) X(mq_unlink) \
    X(msgget) X(msgsnd) X(msgrcv) X(msgctl) \
    /* libcurl, where a demo has it */ \
    X(curl_easy_perform) X(curl_multi_poll) X(curl_multi_wait) \
    /* shared memory */ \
    X(mmap) X(mmap64) X(munmap) X(shm_open) X(shm_unlink)

#define CALLS_LIVE(X) \
    X(sigaction) X(signal) X(sigprocmask) X(pthread_sigmask) X(pthread_kill) \
    X(system) X(popen) X(pclose) \
    X(openat) X(creat) \
    X(ioctl) X(lseek) X(pread) X(pwrite) X(mprotect) \
    X(shmget) X(shmat) X(semget) X(semop) \
    X(getaddrinfo) X(fopen) X(fopen64) X(freopen) X(fclose) X(fread) X(fgets) X(getline) X(getc) X(fgetc) X(getchar) X(scanf) X(fscanf) \
    X(__isoc99_scanf) X(__isoc99_fscanf) X(ungetc) X(getcontext) X(setcontext) X(makecontext) X(swapcontext) \
    X(stat) X(lstat) X(fstat) X(fstatat) X(access) X(faccessat) X(unlink) X(unlinkat) X(remove) X(rename) X(renameat) X(mkdir) \
    X(rmdir) X(chdir) X(truncate) X(truncate64) X(ftruncate) X(ftruncate64) X(link) X(symlink) X(readlink) X(chmod) \
    X(opendir) X(readdir) X(readdir64) X(closedir) X(mkstemp) X(mkstemp64) X(mkdtemp) X(tmpfile) X(tmpfile64) X(flock) X(lockf) \
    X(strtok) X(localtime) X(gmtime) X(ctime) X(asctime) X(setlocale) X(setenv) X(unsetenv) X(putenv) \
    X(syscall) X(pthread_getattr_np) X(pthread_getcpuclockid) X(pthread_clockjoin_np) X(pthread_rwlock_clockrdlock) \
    X(pthread_rwlock_clockwrlock) X(pthread_getschedparam) X(pthread_setschedparam) X(pthread_setschedprio) \
    X(pthread_sigqueue) X(pthread_getaffinity_np) X(pthread_mutex_setprioceiling) X(pthread_mutex_getprioceiling) \
    X(pthread_setaffinity_np) X(sched_setaffinity) X(pthread_atfork) X(daemon) X(setsid) X(prctl) X(ptrace)

#endif
