/* obey.c — see obey.h. */
#include "runtime/carrier/obey.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/dice.h"
#include "runtime/carrier/family.h"
#include "runtime/carrier/processes.h"
#include "runtime/machinery.h"

static struct channel *channel;

static void permit(unsigned thread)
{
    _Atomic uint32_t *gate = channel_gate(channel, thread);
    atomic_fetch_add(gate, 1);
    kernel_wake(gate);
}

static void open_gates(void)
{
    atomic_store(&family->held, false);
    for (unsigned t = 0; t < atomic_load(&family->threads) && t < CHANNEL_GATES; t++)
        permit(t);
}

/* One of the threads that stand at their gates. */
static bool permit_any(struct dice *dice)
{
    unsigned waiting[CHANNEL_GATES], count = 0;
    for (unsigned t = 0; t < atomic_load(&family->threads) && t < CHANNEL_GATES; t++)
        if (atomic_load(&family->at_gate[t]) && atomic_load(channel_gate(channel, t)) == 0)
            waiting[count++] = t;
    if (count > 0)
        permit(waiting[dice_below(dice, count)]);
    return count > 0;
}

static int release(const struct command *command, bool leap)
{
    unsigned thread = command->thread;
    if (thread >= atomic_load(&family->threads) || thread >= CHANNEL_GATES || !atomic_load(&family->at_gate[thread]))
        return EAGAIN;
    atomic_store(&family->leaping[thread], leap);
    atomic_store(&family->closely[thread], command->argument != 0);
    permit(thread);
    return 0;
}

struct control {
    struct dice dice;
    uint64_t pace;                      /* gates per second; 0: held, or free */
    bool begun;
};

static int obey(struct control *control, const struct command *command)
{
    if (command->kind != COMMAND_BEGIN && !control->begun)
        return ESRCH;
    switch (command->kind) {
    case COMMAND_BEGIN:
        if (control->begun)
            return EALREADY;            /* a live run cannot be taken back: another host begins anew */
        control->dice.state = command->argument;
        control->begun = true;
        machinery_set(command->text);
        atomic_store(&family->over, command->count != 0);
        kernel_begin_program();
        return 0;
    case COMMAND_STEP:
        return release(command, false);
    case COMMAND_LEAP:
        return release(command, true);
    case COMMAND_NEXT:
        return permit_any(&control->dice) ? 0 : EAGAIN;
    case COMMAND_RUN:
        open_gates();
        return 0;
    case COMMAND_PACE:
        atomic_store(&family->held, true);
        control->pace = command->argument;
        return 0;
    case COMMAND_OVER:
        atomic_store(&family->over, command->argument != 0);
        return 0;
    default:
        return ENOSYS;
    }
}

static void *serve(void *opaque)
{
    static struct command command;
    struct control control = { .pace = 0 };
    struct pollfd fds[1 + PROCESSES_FDS] = { { .fd = *(int *)opaque, .events = POLLIN } };
    for (;;) {
        int timeout = control.pace && atomic_load(&family->held) ? (int)(1000 / control.pace) : -1;
        unsigned listened = processes_listen(fds + 1);
        int count = poll(fds, 1 + listened, timeout);
        if (count == 0)
            permit_any(&control.dice);
        if (count <= 0)
            continue;
        processes_hear();
        if (!fds[0].revents)
            continue;
        if (!channel_receive(channel, &command) || command.kind == COMMAND_QUIT)
            syscall(SYS_exit_group, 0);
        kernel_answer(command.number, obey(&control, &command));
    }
    return NULL;
}

/* The demo's signals are its threads' business: the server takes none. */
bool obey_begin(struct channel *road, int *socket)
{
    pthread_t handle;
    sigset_t all, before;
    channel = road;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&handle, NULL, serve, socket);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error == 0;
}
