/* live.c — calls that only a live run can make. Each has a few instructions of its own that keep the arguments, whatever
 * they are, ask gate_only_live, and go on to the real function as if nothing had been there. */
#include "runtime/gate.h"
#include "trace/calls.h"

#if defined __x86_64__
#define LIVE(name) \
    __asm__( \
        ".text\n" \
        ".globl __wrap_" #name "\n" \
        ".type __wrap_" #name ", @function\n" \
        "__wrap_" #name ":\n" \
        "    push %rdi\n    push %rsi\n    push %rdx\n    push %rcx\n    push %r8\n    push %r9\n    push %rax\n" \
        "    lea  1f(%rip), %rdi\n" \
        "    call gate_only_live@PLT\n" \
        "    pop  %rax\n    pop  %r9\n    pop  %r8\n    pop  %rcx\n    pop  %rdx\n    pop  %rsi\n    pop  %rdi\n" \
        "    jmp  " #name "@PLT\n" \
        ".size __wrap_" #name ", .-__wrap_" #name "\n" \
        ".section .rodata\n" \
        "1:  .string \"" #name "\"\n" \
        ".text\n");
#elif defined __aarch64__
#define LIVE(name) \
    __asm__( \
        ".text\n" \
        ".globl __wrap_" #name "\n" \
        ".type __wrap_" #name ", %function\n" \
        "__wrap_" #name ":\n" \
        "    stp  x29, x30, [sp, #-80]!\n" \
        "    stp  x0, x1, [sp, #16]\n    stp  x2, x3, [sp, #32]\n    stp  x4, x5, [sp, #48]\n    stp  x6, x7, [sp, #64]\n" \
        "    adrp x0, 1f\n    add  x0, x0, :lo12:1f\n" \
        "    bl   gate_only_live\n" \
        "    ldp  x0, x1, [sp, #16]\n    ldp  x2, x3, [sp, #32]\n    ldp  x4, x5, [sp, #48]\n    ldp  x6, x7, [sp, #64]\n" \
        "    ldp  x29, x30, [sp], #80\n" \
        "    b    " #name "\n" \
        ".size __wrap_" #name ", .-__wrap_" #name "\n" \
        ".section .rodata\n" \
        "1:  .string \"" #name "\"\n" \
        ".text\n");
#endif

CALLS_LIVE(LIVE)
