// expect: OVERFLOW line 3
static int deep(int n)
{
    volatile char room[4000];
    room[0] = (char)n;
    return deep(n + 1) + room[0];
}
int main(void)
{
    return deep(0);
}
