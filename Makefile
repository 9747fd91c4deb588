# Thread Lab. `make run` opens the lab, `make test` tests it; both install what is missing. `make help` lists the rest.
CC      ?= cc
PREFIX  ?= /usr/local
B       := build
WARN    := -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wpointer-arith -Wstrict-prototypes \
           -Wmissing-prototypes -Wformat=2 -Werror
HARDEN  := -fstack-protector-strong -fPIE
OPT     ?= -O2 -g
ALL_CFLAGS = -std=gnu11 -D_GNU_SOURCE $(WARN) $(HARDEN) $(OPT) -Isrc -MMD -MP $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now,-z,noexecstack $(LDFLAGS)

LAB_ROOMS  := base trace world build measure lesson session view cli
HOST_ROOMS := base trace world runtime explore host
sources     = $(foreach room,$(1),$(wildcard src/$(room)/*.c src/$(room)/*/*.c src/$(room)/*.S))
object      = $(patsubst src/%,$(B)/obj/%.o,$(1))
LAB_OBJ    := $(call object,$(call sources,$(LAB_ROOMS)) $(wildcard src/main.c))
HOST_OBJ   := $(call object,$(call sources,$(HOST_ROOMS)))
LAB_LIBS   := -lncursesw -ltinfo -lmd4c -ldw -lelf -lpthread -lm
HOST_LIBS  := -ldl -lpthread -lrt

# A unit test links the floors that have no main of their own.
UNIT_TESTS := $(patsubst src/tests/%.c,$(B)/tests/%,$(wildcard src/tests/test_*.c))
TEST_LIBS  := -lcmocka $(LAB_LIBS) -lvterm -lutil -lrt -ldl

PROGRAMS := $(if $(wildcard src/main.c),$(B)/threadlab) $(if $(wildcard src/host/main.c),$(B)/threadlab-host)

.PHONY: all programs run test check-long bench arrows install uninstall clean help packages packages-test
all: programs
programs: $(PROGRAMS)

$(B)/threadlab: $(LAB_OBJ)
	@echo '  link $@'
	@$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LAB_LIBS)

$(B)/threadlab-host: $(HOST_OBJ)
	@echo '  link $@'
	@$(CC) $(ALL_LDFLAGS) -rdynamic -o $@ $^ $(HOST_LIBS)

$(B)/obj/%.c.o: src/%.c
	@mkdir -p $(@D)
	@echo '  cc   $<'
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(B)/obj/%.S.o: src/%.S
	@mkdir -p $(@D)
	@echo '  cc   $<'
	@$(CC) $(ALL_CFLAGS) -c -o $@ $<

# What runs millions of times a second, in a process in which a demo may scribble over any canary anyway.
$(B)/obj/runtime/%.c.o $(B)/obj/world/%.c.o $(B)/obj/explore/%.c.o: HARDEN := -fPIE
$(B)/obj/runtime/%.c.o $(B)/obj/world/%.c.o $(B)/obj/explore/%.c.o: OPT := $(OPT:-O2=-O3)

LIB_OBJ := $(filter-out $(B)/obj/main.c.o $(B)/obj/host/main.c.o,$(sort $(LAB_OBJ) $(HOST_OBJ)))
# Programs that scripts of the suite use: they hold a whole host, and so all of the library.
TEST_TOOLS := $(patsubst src/tests/%.c,$(B)/tests/%,$(wildcard src/tests/tool_*.c))
$(TEST_TOOLS): $(B)/tests/%: $(B)/obj/tests/%.c.o $(B)/libunits.a
	@mkdir -p $(@D)
	@echo '  link $@'
	@$(CC) $(ALL_LDFLAGS) -rdynamic -o $@ $(B)/obj/tests/$*.c.o -Wl,--whole-archive $(B)/libunits.a \
		-Wl,--no-whole-archive $(LAB_LIBS) -lutil -lrt -ldl

$(B)/tests/%: $(B)/obj/tests/%.c.o $(B)/libunits.a
	@mkdir -p $(@D)
	@echo '  link $@'
	@$(CC) $(ALL_LDFLAGS) -rdynamic -o $@ $(B)/obj/tests/$*.c.o $(B)/libunits.a $(TEST_LIBS)

$(B)/libunits.a: $(LIB_OBJ)
	@rm -f $@
	@ar rcs $@ $^

# As many compilers as processors, where no -j was given.
JOBS = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))

run: packages              ## install what is missing, build, open the lab
	@$(MAKE) --no-print-directory $(JOBS) programs
	@$(B)/threadlab

test: packages-test        ## install what is missing, build, run the whole suite
	@$(MAKE) --no-print-directory $(JOBS) programs $(UNIT_TESTS) $(TEST_TOOLS) $(B)/bench/bench_explore
	@src/tests/run.sh $(B) $(PATTERN)

# Long campaigns, outside of CI: the whole suite under sanitizers and with clang, faults a hundred times, valgrind.
check-long: packages-test  ## the suite under sanitizers, with clang, under valgrind; faults 100 times
	@src/tests/check_long.sh $(B)

BENCHES := $(patsubst src/bench/%.c,$(B)/bench/%,$(wildcard src/bench/bench_*.c))
bench: packages-test       ## measure the lab itself and print a table: what, figure, bar
	@src/tools/packages.sh peers
	@$(MAKE) --no-print-directory $(JOBS) programs $(BENCHES)
	@src/bench/run.sh $(B)

$(B)/bench/%: $(B)/obj/bench/%.c.o $(B)/libunits.a
	@mkdir -p $(@D)
	@echo '  link $@'
	@$(CC) $(ALL_LDFLAGS) -rdynamic -o $@ $(B)/obj/bench/$*.c.o -Wl,--whole-archive $(B)/libunits.a \
		-Wl,--no-whole-archive $(LAB_LIBS) -lutil -lrt -ldl

BIN := $(DESTDIR)$(PREFIX)/bin
LIBEXEC := $(DESTDIR)$(PREFIX)/libexec/threadlab
SHARE := $(DESTDIR)$(PREFIX)/share
BASH_WORDS := $(SHARE)/bash-completion/completions
ZSH_WORDS := $(SHARE)/zsh/site-functions
install: programs          ## install under PREFIX (/usr/local), below DESTDIR if given
	install -d $(BIN) $(LIBEXEC) $(SHARE)/threadlab $(SHARE)/man/man1 $(BASH_WORDS) $(ZSH_WORDS)
	install -m 755 $(B)/threadlab $(BIN)/threadlab
	install -m 755 $(B)/threadlab-host $(LIBEXEC)/threadlab-host
	cp -R lessons $(SHARE)/threadlab/
	install -m 644 docs/threadlab.1 $(SHARE)/man/man1/threadlab.1
	install -m 644 assets/completions/threadlab.bash $(BASH_WORDS)/threadlab
	install -m 644 assets/completions/threadlab.zsh $(ZSH_WORDS)/_threadlab

uninstall:                 ## remove what install put there
	rm -f $(BIN)/threadlab $(SHARE)/man/man1/threadlab.1 $(BASH_WORDS)/threadlab $(ZSH_WORDS)/_threadlab
	rm -rf $(LIBEXEC) $(SHARE)/threadlab

arrows:                    ## check every #include against docs/architecture.md
	@src/tests/arrows.sh

packages:
	@src/tools/packages.sh build
	@src/tools/packages.sh lessons
packages-test:
	@src/tools/packages.sh build test lessons

clean:                     ## remove what was built
	rm -rf $(B)

help:                      ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 — /p' Makefile

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
.SECONDARY:
