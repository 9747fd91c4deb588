/* room.c — what all rooms have in common; see room.h. */
#include "view/room.h"

#include <stdarg.h>
#include <stdio.h>

void room_make(struct room *room, const struct room_ops *ops)
{
    room->ops = ops;
    room->message_look = LOOK_PLAIN;
    room->message[0] = 0;
}

void room_say(struct room *room, enum look look, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(room->message, sizeof room->message, format, args);
    va_end(args);
    room->message_look = look;
}

void room_destroy(struct room *room)
{
    if (room)
        room->ops->destroy(room);
}
