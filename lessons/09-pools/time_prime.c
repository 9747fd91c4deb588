// One of the twenty numbers, for comparison with Python.
#include <stdio.h>

#include "numbers.h"

int main(void)
{
    printf("%s\n", is_prime(142702110479723) ? "prime" : "not prime");
    return 0;
}
