#!/bin/sh
# packages.sh build|test|lessons|peers … — finds what is missing to build (or test) the lab, says so, and installs it.
# With no rights to install, or on a system it does not know, it lists what to install and exits with 69; for the lessons
# alone it goes on with 0: the lab runs without, and a demo that needs something says so. So it does for the peers that
# the lab is measured against.
set -u
export LC_ALL=C

probe_header() { printf '#include <%s>\n' "$1" | ${CC:-cc} -E -x c - >/dev/null 2>&1; }
probe_command() { command -v "$1" >/dev/null 2>&1; }
probe_library() { case $(${CC:-cc} -print-file-name="lib$1.so" 2>/dev/null) in */*) ;; *) return 1 ;; esac; }

# one line each: probe, what it looks for, then the package: Debian, Fedora, Arch, Alpine, openSUSE
build_needs='
command cc            gcc              gcc            gcc      gcc            gcc
header stdlib.h       libc6-dev        glibc-devel    glibc    musl-dev       glibc-devel
header curses.h       libncurses-dev   ncurses-devel  ncurses  ncurses-dev    ncurses-devel
header elfutils/libdw.h libdw-dev      elfutils-devel libelf   elfutils-dev   libdw-devel
header md4c.h         libmd4c-dev      md4c-devel     md4c     md4c-dev       md4c-devel
'
test_needs='
header vterm.h        libvterm-dev     libvterm-devel libvterm libvterm-dev   libvterm-devel
header setjmp.h       libc6-dev        glibc-devel    glibc    musl-dev       glibc-devel
command tmux          tmux             tmux           tmux     tmux           tmux
command nm            binutils         binutils       binutils binutils       binutils
command pgrep         procps           procps-ng      procps-ng procps        procps
cmocka cmocka.h       libcmocka-dev    libcmocka-devel cmocka  cmocka-dev     libcmocka-devel
'
lessons_needs='
header curl/curl.h    libcurl4-openssl-dev libcurl-devel curl  curl-dev       libcurl-devel
'
peers_needs='
library ev            libev-dev        libev-devel    libev    libev-dev      libev-devel
library uv            libuv1-dev       libuv-devel    libuv    libuv-dev      libuv-devel
library boost_context libboost-context-dev boost-devel boost   boost-dev      libboost_context-devel
library glib-2.0      libglib2.0-dev   glib2-devel    glib2    glib-dev       glib2-devel
'
probe_cmocka() { printf '#include <stdarg.h>\n#include <stddef.h>\n#include <setjmp.h>\n#include <stdint.h>\n#include <cmocka.h>\n' | ${CC:-cc} -E -x c - >/dev/null 2>&1; }

needs='' optional=yes who='Some lessons need'
for set in "$@"; do
    case $set in
        build) needs="$needs$build_needs" optional='' ;;
        test)  needs="$needs$test_needs" optional='' ;;
        lessons) needs="$needs$lessons_needs" ;;
        peers) needs="$needs$peers_needs" who='To be measured against, the bench wants' ;;
        *) echo "packages.sh: no such set: $set" >&2; exit 64 ;;
    esac
done

if   probe_command apt-get; then column=1 install='apt-get install -y --no-install-recommends' refresh='apt-get update'
elif probe_command dnf;     then column=2 install='dnf install -y' refresh=
elif probe_command pacman;  then column=3 install='pacman -S --noconfirm --needed' refresh=
elif probe_command apk;     then column=4 install='apk add' refresh=
elif probe_command zypper;  then column=5 install='zypper install -y' refresh=
else column=1 install='' refresh=
fi

missing=''
while read -r probe what deb dnf arch alpine suse; do
    [ -n "$probe" ] || continue
    "probe_$probe" "$what" && continue
    eval "package=\$$(echo x deb dnf arch alpine suse | cut -d' ' -f$((column + 1)))"
    case " $missing " in *" $package "*) ;; *) missing="$missing $package" ;; esac
done <<LIST
$needs
LIST
missing=${missing# }
[ -n "$missing" ] || exit 0

give_up() {
    if [ -n "$optional" ]; then
        echo "$who these packages, which are not installed: $missing"
        echo "$1"
        exit 0
    fi
    echo "Thread Lab needs these packages, which are not installed: $missing"
    echo "$1"
    echo "Install them with the system's package manager, then run make again."
    exit 69
}
[ -n "$install" ] || give_up "This system's package manager is not one the lab knows (the names are Debian's)."
sudo=''
if [ "$(id -u)" != 0 ]; then
    probe_command sudo || give_up "There is no sudo here to install them with."
    sudo=sudo
    sudo -n true 2>/dev/null || [ -t 0 ] || give_up "sudo would ask for a password, and there is no terminal to ask on."
fi
echo "Thread Lab needs, and will now install: $missing"
# shellcheck disable=SC2086
{ [ -z "$refresh" ] || $sudo env DEBIAN_FRONTEND=noninteractive $refresh >/dev/null; } \
    && $sudo env DEBIAN_FRONTEND=noninteractive $install $missing >/dev/null \
    || give_up "The package manager could not install them."
echo "Installed: $missing"
