/* coroutine_switch.h — leaving one stack for another: part of
 * coroutine.c.
 *
 * A switch looks like a call that takes a while to return. So what a
 * called function must preserve is pushed, the stack pointer kept, the
 * other one taken, and the same popped from there. That is all a
 * coroutine is to the machine. The last instruction is a jump and not a
 * return, since the processor predicts returns by the calls before
 * them, and those were made on the other stack.
 * (System V ABI for x86-64; AAPCS64; elsewhere ucontext, which asks the
 * operating system to keep the signal mask, and costs accordingly.) */
#ifndef COROUTINE_SWITCH_H
#define COROUTINE_SWITCH_H

#include <stdint.h>

#include "coroutine_tools.h"

/* Keeps in *from where this stack is left, and goes on at `to`, where
 * the call that left it returns `value`. */
void *coroutine_switch(void **from, void *to, void *value)
    __attribute__((visibility("hidden")));

/* The same, for a caller that returns a number: the last thing that it
 * does can then be this jump. */
int coroutine_switch_to_answer(void **from, void *to, void *value)
    __asm__("coroutine_switch") __attribute__((visibility("hidden")));

/* A stack that calls `function`, which must not return, when it is
 * switched to. What to switch to. */
static void *coroutine_prepare(char *low, size_t size,
                               void (*function)(void));

#if defined __x86_64__ && !defined COROUTINE_UCONTEXT

__asm__(
    ".text\n"
    ".p2align 4\n"
    ".globl coroutine_switch\n"
    ".hidden coroutine_switch\n"
    ".type coroutine_switch, @function\n"
    "coroutine_switch:\n"
    "    push %rbp\n"
    "    push %rbx\n"
    "    push %r12\n"
    "    push %r13\n"
    "    push %r14\n"
    "    push %r15\n"
    "    mov  %rsp, (%rdi)\n"
    "    mov  %rdx, %rax\n"
    "    mov  %rsi, %rsp\n"
    "    pop  %r15\n"
    "    pop  %r14\n"
    "    pop  %r13\n"
    "    pop  %r12\n"
    "    pop  %rbx\n"
    "    pop  %rbp\n"
    "    pop  %rcx\n"
    "    jmp  *%rcx\n"
    ".size coroutine_switch, .-coroutine_switch\n");

enum { SWITCH_SAVED = 6 };

/* The last word is a return address: none. It ends a debugger's walk up
 * the stack, and aligns it as at a function's start. */
QUIET static void *coroutine_prepare(char *low, size_t size,
                                     void (*function)(void))
{
    uintptr_t *word = (uintptr_t *)(low + size);
    *--word = 0;
    *--word = (uintptr_t)function;
    for (int saved = 0; saved < SWITCH_SAVED; saved++)
        *--word = 0;
    return word;
}

#elif defined __aarch64__ && !defined COROUTINE_UCONTEXT

__asm__(
    ".text\n"
    ".p2align 4\n"
    ".globl coroutine_switch\n"
    ".hidden coroutine_switch\n"
    ".type coroutine_switch, %function\n"
    "coroutine_switch:\n"
    "    sub  sp, sp, #160\n"
    "    stp  x19, x20, [sp, #0]\n"
    "    stp  x21, x22, [sp, #16]\n"
    "    stp  x23, x24, [sp, #32]\n"
    "    stp  x25, x26, [sp, #48]\n"
    "    stp  x27, x28, [sp, #64]\n"
    "    stp  x29, x30, [sp, #80]\n"
    "    stp  d8,  d9,  [sp, #96]\n"
    "    stp  d10, d11, [sp, #112]\n"
    "    stp  d12, d13, [sp, #128]\n"
    "    stp  d14, d15, [sp, #144]\n"
    "    mov  x9, sp\n"
    "    str  x9, [x0]\n"
    "    mov  x0, x2\n"
    "    mov  sp, x1\n"
    "    ldp  x19, x20, [sp, #0]\n"
    "    ldp  x21, x22, [sp, #16]\n"
    "    ldp  x23, x24, [sp, #32]\n"
    "    ldp  x25, x26, [sp, #48]\n"
    "    ldp  x27, x28, [sp, #64]\n"
    "    ldp  x29, x30, [sp, #80]\n"
    "    ldp  d8,  d9,  [sp, #96]\n"
    "    ldp  d10, d11, [sp, #112]\n"
    "    ldp  d12, d13, [sp, #128]\n"
    "    ldp  d14, d15, [sp, #144]\n"
    "    add  sp, sp, #160\n"
    "    br   x30\n"
    ".size coroutine_switch, .-coroutine_switch\n");

enum { SWITCH_SAVED = 20, SWITCH_LINK = 11 };   /* x30: where to go */

QUIET static void *coroutine_prepare(char *low, size_t size,
                                     void (*function)(void))
{
    uintptr_t *word = (uintptr_t *)(low + size) - SWITCH_SAVED;
    for (int saved = 0; saved < SWITCH_SAVED; saved++)
        word[saved] = 0;
    word[SWITCH_LINK] = (uintptr_t)function;
    return word;
}

#else

#include <ucontext.h>

struct place { ucontext_t context; void *value; };

__attribute__((noinline))
void *coroutine_switch(void **from, void *to, void *value)
{
    struct place here;      /* lies on the stack that is left */
    *from = &here;
    ((struct place *)to)->value = value;
    swapcontext(&here.context, to);
    return here.value;
}

static void *coroutine_prepare(char *low, size_t size,
                               void (*function)(void))
{
    size -= (sizeof(struct place) + 63) & ~(size_t)63;
    ucontext_t *begin = (ucontext_t *)(low + size);
    getcontext(begin);
    begin->uc_stack.ss_sp = low;
    begin->uc_stack.ss_size = size;
    begin->uc_link = NULL;
    makecontext(begin, function, 0);
    return begin;
}

#endif
#endif
