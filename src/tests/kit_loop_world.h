#define KIT_LOOP_WORLD cmocka_unit_test(tasks_take_turns)
