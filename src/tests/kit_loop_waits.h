#define KIT_LOOP_WAITS cmocka_unit_test(tasks_take_turns)
