/* decimal.c - numbers as text. */
#include "base/decimal.h"

#include <string.h>

#include "base/str.h"

#define EXPONENT_MAX 9999
#define UNITS_DIGITS 18
#define UNITS_MAX    INT64_C(100000000000000000) /* 10^17 */

/* Digits while they are read; leading zeros are left out as they come. */
struct digits {
    char kept[XBZ_DECIMAL_DIGITS];
    uint8_t n;
    unsigned printed;
};

static bool add_digit(struct digits *digits, char digit)
{
    if (digits->printed == XBZ_DECIMAL_DIGITS)
        return false;
    digits->printed++;
    if (digits->n == 1 && digits->kept[0] == '0')
        digits->n = 0;
    digits->kept[digits->n++] = digit;
    return true;
}

/* The part before the point.  Digits in groups must look like it: one to three, the first no zero ("0,123" is
 * no way to print 123), then always three. */
static bool read_whole(struct digits *digits, struct xbz_str text, size_t *at)
{
    char separator = 0;
    size_t group = 0, i = *at;

    for (; i < text.n; i++) {
        char c = text.p[i];
        if (is_digit(c)) {
            if (!add_digit(digits, c))
                return false;
            group++;
        } else if (c == ',' || c == '\'') {
            if (separator ? c != separator || group != 3 : group == 0 || group > 3 || text.p[i - group] == '0')
                return false;
            separator = c;
            group = 0;
        } else {
            break;
        }
    }
    *at = i;
    return !separator || group == 3;
}

bool decimal_read(struct xbz_decimal *out, struct xbz_str text)
{
    struct digits digits = {.n = 0};
    bool negative = false;
    int places = 0;
    size_t at = 0;

    if (text.n >= 2 && text.p[0] == '(' && text.p[text.n - 1] == ')') {
        negative = true;
        text = str_sub(text, 1, text.n - 2);
    } else if (text.n >= 1 && text.p[0] == '-') {
        negative = true;
        text = str_sub(text, 1, text.n);
    }
    if (!read_whole(&digits, text, &at))
        return false;
    if (at < text.n && text.p[at] == '.') {
        for (at++; at < text.n && is_digit(text.p[at]); at++, places++)
            if (!add_digit(&digits, text.p[at]))
                return false;
        /* A point with nothing behind it ends a sentence or numbers a list. */
        if (places == 0)
            return false;
    }
    if (at != text.n || digits.n == 0)
        return false;

    *out = (struct xbz_decimal){.negative = negative, .n = digits.n, .exponent = (int16_t)-places};
    memcpy(out->digits, digits.kept, digits.n);
    return true;
}

int decimal_places(const struct xbz_decimal *d)
{
    return d->exponent < 0 ? -d->exponent : 0;
}

bool decimal_is_zero(const struct xbz_decimal *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->digits[i] != '0')
            return false;
    return true;
}

/* The digits that count: no zeros at either end.  point is the place of the decimal point, counted from the first of
 * them: 2 for 12.5, -1 for 0.012.  Zero has no digits. */
struct significant {
    const char *digits;
    int n, point;
};

static struct significant significant_of(const struct xbz_decimal *d)
{
    struct significant s = {.digits = d->digits, .n = d->n};

    while (s.n > 0 && s.digits[0] == '0') {
        s.digits++;
        s.n--;
    }
    s.point = s.n + d->exponent;
    while (s.n > 0 && s.digits[s.n - 1] == '0')
        s.n--;
    return s;
}

bool decimal_equal(const struct xbz_decimal *a, const struct xbz_decimal *b)
{
    struct significant x = significant_of(a), y = significant_of(b);

    if (x.n == 0 || y.n == 0)
        return x.n == y.n;
    return a->negative == b->negative && x.n == y.n && x.point == y.point &&
           memcmp(x.digits, y.digits, (size_t)x.n) == 0;
}

bool decimal_shift(struct xbz_decimal *d, int power)
{
    if (power > 2 * EXPONENT_MAX || power < -2 * EXPONENT_MAX)
        return false;
    int exponent = d->exponent + power;
    if (exponent > EXPONENT_MAX || exponent < -EXPONENT_MAX)
        return false;
    d->exponent = (int16_t)exponent;
    return true;
}

size_t decimal_text(const struct xbz_decimal *d, char *buf)
{
    struct significant s = significant_of(d);
    int before = s.point > 0 ? s.point : 0;
    int after = s.n > s.point ? s.n - s.point : 0;
    size_t n = 0;

    if (s.n == 0) {
        memcpy(buf, "0", 2);
        return 1;
    }
    /* Sign, at least one digit before the point, the point, the NUL. */
    if ((before ? before : 1) + after + 3 > DECIMAL_TEXT) {
        buf[0] = '\0';
        return 0;
    }
    if (d->negative)
        buf[n++] = '-';
    if (before == 0)
        buf[n++] = '0';
    for (int i = 0; i < before; i++)
        buf[n++] = i < s.n ? s.digits[i] : '0';
    if (after > 0)
        buf[n++] = '.';
    for (int i = s.point - before; i < 0; i++)
        buf[n++] = '0';
    for (int i = before; i < s.n; i++)
        buf[n++] = s.digits[i];
    buf[n] = '\0';
    return n;
}

bool decimal_units(const struct xbz_decimal *d, int unit, int64_t *out)
{
    struct significant s = significant_of(d);

    if (s.n == 0) {
        *out = 0;
        return true;
    }
    /* Digits of the integer: up to the point, which moves left by unit. */
    int64_t length = (int64_t)s.point - unit;
    if (length < s.n || length > UNITS_DIGITS)
        return false;

    int64_t value = 0;
    for (int i = 0; i < length; i++)
        value = value * 10 + (i < s.n ? s.digits[i] - '0' : 0);
    if (value > UNITS_MAX)
        return false;
    *out = d->negative ? -value : value;
    return true;
}
