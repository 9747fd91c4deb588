// output: over
// ends: The program ran to its end. It had more objects than the lab can follow: not all of it is known.
// tells: makes `pair`: descriptors
#include <stdio.h>
#include <unistd.h>

/* Each of these pipes is another object. */
int main(void)
{
    for (int k = 0; k < 5000; k++) {
        int pair[2];
        if (pipe(pair) != 0)
            return 1;
        close(pair[0]);
        close(pair[1]);
    }
    puts("over");
    return 0;
}
