"""n! in base 10000, digit by digit: carries through a growing list of integers."""


def bench(n):
    limbs = [1]
    for k in range(2, n + 1):
        carry = 0
        for i in range(len(limbs)):
            product = limbs[i] * k + carry
            limbs[i] = product % 10000
            carry = product // 10000
        while carry > 0:
            limbs.append(carry % 10000)
            carry //= 10000
    total = 0
    for limb in limbs:
        total = (total * 31 + limb) % 1000003
    return total + len(limbs)
