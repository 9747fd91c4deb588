/* life.h — the game of life on 4 rows of 4 cells. A row is a number,
 * each of its bits a cell. The rows above and below are empty for ever.
 * Two grids: one is read, the other written, and then they change. */
#ifndef LIFE_H
#define LIFE_H

#include <stdio.h>

enum { ROWS = 4, GENERATIONS = 2 };
enum { WORKERS = 2, SHARE = ROWS / WORKERS };

static unsigned grid[2][ROWS + 2] = { { 0, 2, 4, 7, 0, 0 } };

/* How many live at x and on both sides of it. */
static int cells(unsigned row, int x)
{
    unsigned three = row << 1 >> x;
    return (int)((three & 1) + (three >> 1 & 1) + (three >> 2 & 1));
}

/* A cell lives with three neighbours, and goes on living with two. */
static unsigned next_row(unsigned above, unsigned row, unsigned below)
{
    unsigned next = 0;
    for (int x = 0; x < 4; x++) {
        int lives = (int)(row >> x & 1);
        int near = cells(above, x) + cells(row, x) + cells(below, x);
        if (near - lives == 3 || (lives && near == 3))
            next |= 1u << x;
    }
    return next;
}

static void print_grid(const unsigned *rows)
{
    static const char picture[16][5] = {
        "....", "#...", ".#..", "##..",
        "..#.", "#.#.", ".##.", "###.",
        "...#", "#..#", ".#.#", "##.#",
        "..##", "#.##", ".###", "####",
    };
    printf("%s|%s|%s|%s\n", picture[rows[1]], picture[rows[2]],
           picture[rows[3]], picture[rows[4]]);
}

#endif
