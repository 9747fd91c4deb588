/* fake_processes.h — several processes in a faked session, as a live run records them. */
#ifndef TESTS_FAKE_PROCESSES_H
#define TESTS_FAKE_PROCESSES_H

#include "tests/fake_session.h"

static inline void happens(uint16_t thread, enum act act, uint32_t object, uint32_t other, uint64_t value, int32_t result)
{
    world_follow(&fake.world, &(struct step){ .phase = PHASE_DONE, .thread = thread, .act = (uint8_t)act, .object = object,
                                              .other = other, .value = value, .result = result });
}

static inline void fake_process(uint32_t object, const char *name, unsigned number, uint64_t pid)
{
    struct step meet = { .phase = PHASE_MEET, .act = OBJECT_PROCESS, .object = object, .size = (uint8_t)number, .value = pid };
    assert_true(world_apply(&fake.world, &meet));
    snprintf(fake.names[object], sizeof fake.names[object], "%s", name);
    if (number > 0) {
        happens(0, ACT_FORK, object, number, number, 0);
        happens((uint16_t)number, ACT_START, 0, 0, pid, 0);
    }
}

#endif
