// It stops deep inside calls of its own, and all of them are kept.
#include <stdio.h>

#include "coroutine.h"

struct node {
    long key;
    const struct node *left, *right;
};

static const struct node one = { 1, NULL, NULL };
static const struct node three = { 3, NULL, NULL };
static const struct node two = { 2, &one, &three };
static struct coroutine walker;

static void walk(const struct node *node)
{
    if (!node)
        return;
    walk(node->left);
    coroutine_yield((void *)node->key);     // @deep
    walk(node->right);
}

static void *walk_all(void *root)
{
    walk(root);
    return NULL;
}

int main(void)
{
    const void *root = &two;
    void *key;
    coroutine_init(&walker, walk_all, 0);
    printf("in order:");
    coroutine_resume(&walker, (void *)root, &key);
    while (coroutine_status(&walker) != COROUTINE_DONE) {
        printf(" %ld", (long)key);
        coroutine_resume(&walker, NULL, &key);
    }
    printf("\n");
    coroutine_destroy(&walker);
    return 0;
}
