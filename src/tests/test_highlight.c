/* The looks of C. A line's looks are written as one letter a byte, below the line itself. */
#include "tests/claims.h"

#include <stdio.h>
#include <string.h>

#include "view/highlight.h"

static const char letters[LOOKS] = {
    [LOOK_PLAIN] = ' ', [LOOK_KEYWORD] = 'k', [LOOK_TYPE] = 't', [LOOK_STRING] = 's', [LOOK_NUMBER] = 'n',
    [LOOK_COMMENT] = 'c', [LOOK_PREPROCESSOR] = 'p',
};

static void looks(struct highlight *state, const char *line, const char *expected)
{
    enum look look[200];
    char shown[200] = "";
    size_t length = strlen(line);
    highlight_line(state, line, length, look);
    for (size_t k = 0; k < length; k++)
        shown[k] = letters[look[k]];
    for (size_t k = length; k-- > 0 && shown[k] == ' '; )
        shown[k] = '\0';
    assert_string_equal(shown, expected);
}

static void words_are_keywords_types_or_names(void **state)
{
    struct highlight begin = { 0 };
    (void)state;
    looks(&begin, "static int iffy = 0x1F;",
                  "kkkkkk ttt        nnnn");
    looks(&begin, "pthread_mutex_t lock;",
                  "ttttttttttttttt");
}

static void strings_end_at_their_own_quote(void **state)
{
    struct highlight begin = { 0 };
    (void)state;
    looks(&begin, "f(\"a \\\" // b\", '\"');",
                  "  sssssssssss  sss");
    looks(&begin, "\"never closed",
                  "sssssssssssss");
    looks(&begin, "int after;",
                  "ttt");
}

static void a_comment_goes_on_over_lines(void **state)
{
    struct highlight begin = { 0 };
    (void)state;
    looks(&begin, "x /* a",
                  "  cccc");
    looks(&begin, "int \"b\"",
                  "ccccccc");
    looks(&begin, "c */ return",
                  "cccc kkkkkk");
    looks(&begin, "x // int",
                  "  cccccc");
}

static void a_directive_goes_on_after_a_backslash(void **state)
{
    struct highlight begin = { 0 };
    (void)state;
    looks(&begin, "#define A \\", "ppppppppppp");
    looks(&begin, "  int 3", "ppppppp");
    looks(&begin, "int", "ttt");
    looks(&begin, "#include \"a.h\"", "pppppppppsssss");
}

static void hostile_text_is_survived(void **state)
{
    static const char *const lines[] = { "", "'", "\"\\", "/", "/*/", "*/", "#", "\\", "\xff\xfe", "0x", "..." };
    (void)state;
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        enum look look[16];
        struct highlight begin = { 0 };
        highlight_line(&begin, lines[k], strlen(lines[k]), look);
    }
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(words_are_keywords_types_or_names),
        cmocka_unit_test(strings_end_at_their_own_quote),
        cmocka_unit_test(a_comment_goes_on_over_lines),
        cmocka_unit_test(a_directive_goes_on_after_a_backslash),
        cmocka_unit_test(hostile_text_is_survived),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
