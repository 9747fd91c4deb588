/* switch.c — the switch itself, in a few instructions for each machine; see switch.h. */
#include "runtime/carrier/switch.h"

#include <stdint.h>

#if defined __x86_64__
/* 56 bytes: six registers, then the control words of SSE and x87, which also survive a call. */
__asm__(
    ".text\n"
    ".globl switch_stack\n"
    ".type switch_stack, @function\n"
    "switch_stack:\n"
    "    .cfi_startproc\n"
    "    push %rbp\n"
    "    push %rbx\n"
    "    push %r12\n"
    "    push %r13\n"
    "    push %r14\n"
    "    push %r15\n"
    "    mov  %rsp, (%rdi)\n"
    "    mov  %rsi, %rsp\n"
    "    pop  %r15\n"
    "    pop  %r14\n"
    "    pop  %r13\n"
    "    pop  %r12\n"
    "    pop  %rbx\n"
    "    pop  %rbp\n"
    "    ret\n"
    "    .cfi_endproc\n"
    ".size switch_stack, .-switch_stack\n");

void *switch_prepare(void *stack_end, void (*function)(void))
{
    uintptr_t top = (uintptr_t)stack_end & ~(uintptr_t)15;
    void **word = (void **)top;
    *--word = NULL;                     /* a return address that ends every walk up the stack; keeps the ABI's alignment */
    *--word = (void *)function;
    for (int saved = 0; saved < 6; saved++)
        *--word = NULL;
    return word;
}

#elif defined __aarch64__
__asm__(
    ".text\n"
    ".globl switch_stack\n"
    ".type switch_stack, %function\n"
    "switch_stack:\n"
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
    "    ret\n"
    ".size switch_stack, .-switch_stack\n");

void *switch_prepare(void *stack_end, void (*function)(void))
{
    uintptr_t top = (uintptr_t)stack_end & ~(uintptr_t)15;
    void **word = (void **)(top - 160);
    for (int saved = 0; saved < 20; saved++)
        word[saved] = NULL;
    word[11] = (void *)function;        /* x30, the link register */
    return word;
}

#else
#error "the fiber carrier knows x86-64 and aarch64; another machine needs its switch here"
#endif
