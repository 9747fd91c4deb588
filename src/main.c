/* main.c — program one: opens the lab, or carries out one verb and exits with its code. */
#include <locale.h>
#include <string.h>

#include "cli/cli.h"

int main(int count, char **arguments)
{
    static const struct { const char *name; int (*carry_out)(const struct options *); } verbs[] = {
        { "open", cli_open }, { "run", cli_run }, { "check", cli_check }, { "exercise", cli_exercise },
        { "measure", cli_measure }, { "list", cli_list }, { "lint", cli_lint }, { "doctor", cli_doctor }, { "reset", cli_reset },
    };
    struct options options;
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    int code = options_read(count, arguments, &options);
    for (size_t k = 0; code < 0 && k < sizeof verbs / sizeof *verbs; k++)
        if (strcmp(options.verb, verbs[k].name) == 0)
            code = verbs[k].carry_out(&options);
    return code;
}
