/* highlight.c — a tokenizer for the looks of C; see highlight.h. Comments, strings and numbers are found by their first
 * character, words are looked up in two lists. */
#include "view/highlight.h"

#include <ctype.h>
#include <string.h>

static const char *const keywords[] = {
    "alignas", "alignof", "asm", "break", "case", "continue", "default", "do", "else", "enum", "extern", "for", "goto",
    "if", "inline", "register", "restrict", "return", "sizeof", "static", "struct", "switch", "typedef", "union",
    "while", "_Alignas", "_Alignof", "_Atomic", "_Generic", "_Noreturn", "_Static_assert", "_Thread_local", "NULL",
    "true", "false",
};

static const char *const types[] = {
    "auto", "bool", "char", "const", "double", "float", "int", "long", "short", "signed", "unsigned", "void", "volatile",
    "_Bool", "_Complex", "FILE", "once_flag",
};

/* The line being looked at. */
struct scan {
    const char *text;
    size_t length, at;
    enum look *looks;
};

static void paint(struct scan *scan, size_t to, enum look look)
{
    for (; scan->at < to && scan->at < scan->length; scan->at++)
        scan->looks[scan->at] = look;
}

static bool follows(const struct scan *scan, const char *word)
{
    size_t size = strlen(word);
    return scan->at + size <= scan->length && memcmp(scan->text + scan->at, word, size) == 0;
}

static bool is_among(const char *const *list, size_t count, const char *word, size_t length)
{
    for (size_t k = 0; k < count; k++)
        if (strlen(list[k]) == length && memcmp(list[k], word, length) == 0)
            return true;
    return false;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static size_t word_end(const struct scan *scan)
{
    size_t end = scan->at;
    while (end < scan->length && is_word(scan->text[end]))
        end++;
    return end;
}

/* A name ending in _t is a type by custom: pthread_mutex_t. */
static enum look word_look(const char *word, size_t length)
{
    if (is_among(keywords, sizeof keywords / sizeof *keywords, word, length))
        return LOOK_KEYWORD;
    bool custom = length > 2 && word[length - 2] == '_' && word[length - 1] == 't';
    if (custom || is_among(types, sizeof types / sizeof *types, word, length))
        return LOOK_TYPE;
    return LOOK_PLAIN;
}

static void comment(struct highlight *state, struct scan *scan)
{
    size_t end = scan->at + (state->comment ? 0 : 2);
    state->comment = true;
    for (; end < scan->length; end++) {
        if (scan->text[end] == '*' && end + 1 < scan->length && scan->text[end + 1] == '/') {
            state->comment = false;
            end += 2;
            break;
        }
    }
    paint(scan, end, LOOK_COMMENT);
}

static void string(struct scan *scan)
{
    char quote = scan->text[scan->at];
    size_t end = scan->at + 1;
    while (end < scan->length && scan->text[end] != quote)
        end += scan->text[end] == '\\' ? 2 : 1;
    paint(scan, end + 1, LOOK_STRING);
}

static size_t number_end(const struct scan *scan)
{
    size_t end = scan->at;
    while (end < scan->length && (is_word(scan->text[end]) || scan->text[end] == '.'))
        end++;
    return end;
}

static void code(struct scan *scan, enum look plain)
{
    char c = scan->text[scan->at];
    if (c == '"' || c == '\'') {
        string(scan);
    } else if (isdigit((unsigned char)c)) {
        paint(scan, number_end(scan), plain == LOOK_PLAIN ? LOOK_NUMBER : plain);
    } else if (is_word(c)) {
        size_t end = word_end(scan);
        paint(scan, end, plain == LOOK_PLAIN ? word_look(scan->text + scan->at, end - scan->at) : plain);
    } else {
        paint(scan, scan->at + 1, plain);
    }
}

static bool is_directive(const char *line, size_t length)
{
    size_t at = 0;
    while (at < length && (line[at] == ' ' || line[at] == '\t'))
        at++;
    return at < length && line[at] == '#';
}

void highlight_line(struct highlight *state, const char *line, size_t length, enum look *looks)
{
    struct scan scan = { line, length, 0, looks };
    bool directive = state->directive || (!state->comment && is_directive(line, length));
    enum look plain = directive ? LOOK_PREPROCESSOR : LOOK_PLAIN;
    while (scan.at < length) {
        if (state->comment || follows(&scan, "/*"))
            comment(state, &scan);
        else if (follows(&scan, "//"))
            paint(&scan, length, LOOK_COMMENT);
        else
            code(&scan, plain);
    }
    state->directive = directive && length > 0 && line[length - 1] == '\\';
}
