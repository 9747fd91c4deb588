# One of the twenty numbers in Python, by the same trial division.
def is_prime(n):
    if n % 2 == 0:
        return n == 2
    divisor = 3
    while divisor * divisor <= n:
        if n % divisor == 0:
            return False
        divisor += 2
    return n > 1


print("prime" if is_prime(142702110479723) else "not prime")
