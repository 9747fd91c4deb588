/* Leaves its stack for another one without a word to the lab. */
#include <stdio.h>

static char stack[65536] __attribute__((aligned(16)));
static int count;

void aside(void)
{
    count++;
    printf("%d\n", count);
}

int main(void)
{
    char *end = stack + sizeof stack;
#if defined __x86_64__
    __asm__ volatile("mov %%rsp, -16(%%rdi)\n lea -16(%%rdi), %%rsp\n call aside\n mov (%%rsp), %%rsp\n"
                     : "+D"(end) : : "memory", "cc", "rax", "rcx", "rdx", "rsi", "r8", "r9", "r10", "r11");
#elif defined __aarch64__
    register char *on __asm__("x0") = end - 16;
    __asm__ volatile("mov x9, sp\n str x9, [x0]\n mov sp, x0\n bl aside\n ldr x9, [sp]\n mov sp, x9\n"
                     : "+r"(on) : : "memory", "cc", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13",
                     "x14", "x15", "x16", "x17", "x18", "x30");
#endif
    return 0;
}
