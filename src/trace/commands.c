/* commands.c — commands go down through a socket that keeps their borders; only the used part of the text travels. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "trace/layout.h"

enum { BEFORE_TEXT = offsetof(struct command, text) };

bool channel_send(struct channel *channel, const struct command *command, struct err *err)
{
    size_t length = BEFORE_TEXT + strnlen(command->text, COMMAND_TEXT - 1);
    ssize_t sent;
    do
        sent = send(channel->socket, command, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0)
        return true;
    if (errno == EAGAIN || errno == ENOBUFS)
        return err_set(err, "the host does not take its commands");
    return err_set_errno(err, "cannot send a command");
}

bool channel_receive(struct channel *channel, struct command *command)
{
    for (;;) {
        ssize_t got = recv(channel->socket, command, sizeof *command - 1, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        if (got < BEFORE_TEXT || command->kind >= COMMANDS)
            continue;
        ((char *)command)[got] = '\0';
        return true;
    }
}

bool channel_peek(struct channel *channel)
{
    struct pollfd socket = { .fd = channel->socket, .events = POLLIN };
    return poll(&socket, 1, 0) > 0;
}
