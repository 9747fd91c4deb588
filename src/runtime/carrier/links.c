/* links.c — see links.h. The two ends of an internet connection have the same two addresses, the other way round. Ends of this
 * machine's own family have no address: the system says which inode is the other end of which (sock_diag(7)). */
#include "runtime/carrier/links.h"

#include <errno.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "runtime/carrier/family.h"

enum { PAGE = 4096, LINKS = 2048, NEAR = 8 };

static struct links {
    struct link { uint64_t key; uint32_t object, since; } link[LINKS];
    uint32_t made;
    pthread_mutex_t lock;
} links __attribute__((aligned(PAGE)));

/* What makes two addresses the same, whatever family they are written in. */
struct address { uint16_t port; uint8_t bytes[16]; };

bool links_share(struct err *err)
{
    family_mutex(&links.lock);
    return family_share_memory(&links, sizeof links, err);
}

/* ---- the table: the oldest near by makes room ---- */

static void put(uint64_t key, uint32_t object)
{
    family_lock(&links.lock);
    struct link *oldest = &links.link[key % LINKS];
    for (unsigned k = 0; k < NEAR; k++) {
        struct link *link = &links.link[(key + k) % LINKS];
        if (link->key == key || link->object == 0) {
            oldest = link;
            break;
        }
        oldest = link->since < oldest->since ? link : oldest;
    }
    *oldest = (struct link){ key, object, ++links.made };
    family_unlock(&links.lock);
}

static uint32_t get(uint64_t key)
{
    uint32_t object = 0;
    family_lock(&links.lock);
    for (unsigned k = 0; k < NEAR && object == 0; k++)
        if (links.link[(key + k) % LINKS].key == key)
            object = links.link[(key + k) % LINKS].object;
    family_unlock(&links.lock);
    return object;
}

static void drop(uint64_t key)
{
    family_lock(&links.lock);
    for (unsigned k = 0; k < NEAR; k++)
        if (links.link[(key + k) % LINKS].key == key)
            links.link[(key + k) % LINKS].object = 0;
    family_unlock(&links.lock);
}

/* ---- keys ---- */

static uint64_t mixed(uint64_t hash, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    while (size-- > 0)
        hash = (hash ^ *at++) * 0x100000001B3ull;
    return hash;
}

static bool read_address(const struct sockaddr *from, struct address *out)
{
    static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
    memset(out, 0, sizeof *out);
    if (from->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const void *)from;
        out->port = ntohs(four->sin_port);
        memcpy(out->bytes, mapped, sizeof mapped);
        memcpy(out->bytes + sizeof mapped, &four->sin_addr, 4);
    } else if (from->sa_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const void *)from;
        out->port = ntohs(six->sin6_port);
        memcpy(out->bytes, &six->sin6_addr, 16);
    } else {
        return false;
    }
    return true;
}

unsigned links_port(const struct sockaddr *address)
{
    struct address read;
    return read_address(address, &read) ? read.port : 0;
}

static uint64_t key_of_port(const struct address *address, bool any)
{
    static const struct address none;
    uint64_t hash = mixed(0x6C697374656Eull, &address->port, sizeof address->port);
    return mixed(hash, any ? none.bytes : address->bytes, sizeof address->bytes);
}

static uint64_t key_of_path(const struct sockaddr *address, socklen_t length)
{
    const struct sockaddr_un *local = (const void *)address;
    size_t room = length > offsetof(struct sockaddr_un, sun_path) ? length - offsetof(struct sockaddr_un, sun_path) : 0;
    if (room > sizeof local->sun_path)
        room = sizeof local->sun_path;
    size_t used = room > 0 && local->sun_path[0] ? strnlen(local->sun_path, room) : room;
    return mixed(0x70617468ull, local->sun_path, used);
}

static uint64_t key_of_pair(const struct address *here, const struct address *there)
{
    uint64_t hash = mixed(mixed(0x70616972ull, &here->port, sizeof here->port), here->bytes, sizeof here->bytes);
    return mixed(mixed(hash, &there->port, sizeof there->port), there->bytes, sizeof there->bytes);
}

static uint64_t key_of_inode(uint64_t inode)
{
    return mixed(0x696E6F6465ull, &inode, sizeof inode);
}

/* ---- listening ---- */

static bool is_any(const struct address *address)
{
    static const uint8_t none[16], mapped[16] = { [10] = 0xff, [11] = 0xff };
    return memcmp(address->bytes, none, 16) == 0 || memcmp(address->bytes, mapped, 16) == 0;
}

void links_listen(const struct sockaddr *address, socklen_t length, uint32_t object)
{
    struct address read;
    if (read_address(address, &read))
        put(key_of_port(&read, is_any(&read)), object);
    else if (address->sa_family == AF_UNIX)
        put(key_of_path(address, length), object);
}

uint32_t links_listener(const struct sockaddr *address, socklen_t length)
{
    struct address read;
    if (!address || length < sizeof address->sa_family)
        return 0;
    if (address->sa_family == AF_UNIX)
        return get(key_of_path(address, length));
    socklen_t whole = address->sa_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    if (length < whole || !read_address(address, &read))
        return 0;
    uint32_t object = get(key_of_port(&read, false));
    return object ? object : get(key_of_port(&read, true));
}

/* ---- connections ---- */

static uint64_t inode_of(int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 ? about.st_ino : 0;
}

static uint64_t inode_in(const char *answer, ssize_t size)
{
    const struct nlmsghdr *head = (const void *)answer;
    if (size < (ssize_t)NLMSG_LENGTH(sizeof(struct unix_diag_msg)) || head->nlmsg_type != SOCK_DIAG_BY_FAMILY
        || head->nlmsg_len > (size_t)size)
        return 0;
    const char *end = answer + head->nlmsg_len, *at = (const char *)NLMSG_DATA(head) + NLMSG_ALIGN(sizeof(struct unix_diag_msg));
    while (end - at >= (ptrdiff_t)sizeof(struct nlattr)) {
        const struct nlattr *attribute = (const void *)at;
        if (attribute->nla_len < sizeof *attribute || attribute->nla_len > end - at)
            return 0;
        if (attribute->nla_type == UNIX_DIAG_PEER && attribute->nla_len >= sizeof *attribute + sizeof(uint32_t)) {
            uint32_t inode;
            memcpy(&inode, at + sizeof *attribute, sizeof inode);
            return inode;
        }
        at += NLA_ALIGN(attribute->nla_len);
    }
    return 0;
}

static uint64_t other_inode(uint64_t inode)
{
    struct {
        struct nlmsghdr head;
        struct unix_diag_req what;
    } request = {
        .head = { .nlmsg_len = sizeof request, .nlmsg_type = SOCK_DIAG_BY_FAMILY, .nlmsg_flags = NLM_F_REQUEST },
        .what = { .sdiag_family = AF_UNIX, .udiag_states = ~0u, .udiag_ino = (uint32_t)inode, .udiag_show = UDIAG_SHOW_PEER,
                  .udiag_cookie = { ~0u, ~0u } },
    };
    char answer[512] __attribute__((aligned(NLMSG_ALIGNTO)));
    int fd = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG);
    ssize_t size = -1;
    if (fd >= 0 && send(fd, &request, sizeof request, 0) == (ssize_t)sizeof request)
        size = recv(fd, answer, sizeof answer, 0);
    if (fd >= 0)
        close(fd);
    return inode_in(answer, size);
}

/* While a connection is being made, only the program knows where to. */
static bool pair_of(int fd, const struct sockaddr *to, struct address *here, struct address *there)
{
    struct sockaddr_storage local, remote;
    socklen_t length = sizeof local, other = sizeof remote;
    if (getpeername(fd, (struct sockaddr *)&remote, &other) == 0)
        to = (struct sockaddr *)&remote;
    return getsockname(fd, (struct sockaddr *)&local, &length) == 0 && read_address((struct sockaddr *)&local, here)
        && to && read_address(to, there);
}

static bool is_local(int fd)
{
    int domain = 0;
    socklen_t length = sizeof domain;
    return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &length) == 0 && domain == AF_UNIX;
}

uint32_t links_connect(int fd, uint32_t object, const struct sockaddr *to, socklen_t length)
{
    struct address here, there;
    int error = errno;
    uint32_t other = 0;
    struct sockaddr_storage copy = { 0 };
    if (to && length <= sizeof copy)        /* which may be shorter than its family is */
        memcpy(&copy, to, length);
    if (is_local(fd)) {
        uint64_t inode = inode_of(fd), peer = other_inode(inode);
        put(key_of_inode(inode), object);
        other = peer ? get(key_of_inode(peer)) : 0;
    } else if (pair_of(fd, to ? (struct sockaddr *)&copy : NULL, &here, &there)) {
        put(key_of_pair(&here, &there), object);
        other = get(key_of_pair(&there, &here));
    }
    errno = error;
    return other;
}

void links_forget(int fd)
{
    struct address here, there;
    int error = errno;
    if (is_local(fd))
        drop(key_of_inode(inode_of(fd)));
    else if (pair_of(fd, NULL, &here, &there))
        drop(key_of_pair(&here, &there));
    errno = error;
}
