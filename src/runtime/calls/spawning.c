/* spawning.c — posix_spawn(3): a child that becomes another program at once, told as fork and exec. The call is made as it stands,
 * so its file actions and attributes are the program's own business. Steps of a live run; on fibers only named. */
#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/family.h"
#include "runtime/carrier/kernel.h"
#include "runtime/carrier/processes.h"
#include "runtime/gate.h"

/* As far as the file actions leave them alone. */
static void tell_closed(uint16_t number, uintptr_t place)
{
    for (int fd = 0; number != NO_MEMBER && (fd = descriptors_closed_by_exec(fd)) >= 0; fd++) {
        struct step step = gate_step(told_acts(descriptors_kind(fd))->close, descriptors_object(fd), place);
        step.phase = PHASE_DONE;
        step.result = 0;
        step.other = (uint32_t)fd;
        kernel_tell(number, &step);
    }
}

typedef int spawn_call(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const *,
                       char *const *);

static int spawn(const char *call, spawn_call *function, pid_t *out, const char *path, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment, uintptr_t place)
{
    pid_t pid = 0;
    if (!runner_self)
        return function(out, path, actions, attributes, arguments, environment);
    gate_only_live(call);
    gate_settle(runner_self);
    uint16_t number = processes_bear(place);
    int result = function(&pid, path, actions, attributes, arguments, environment);
    if (result == 0 && out)
        *out = pid;
    if (result != 0)
        pid = 0;
    processes_born(number, pid, place);
    if (pid > 0)
        tell_closed(number, place);
    processes_became(number, pid, path, place);
    return result;
}

WRAPPED(int, posix_spawn, pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
        const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment)
{
    return spawn("posix_spawn", posix_spawn, pid, path, actions, attributes, arguments, environment, PLACE);
}

WRAPPED(int, posix_spawnp, pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
        const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment)
{
    return spawn("posix_spawnp", posix_spawnp, pid, path, actions, attributes, arguments, environment, PLACE);
}
