/*
 * The seam for chance.  See random.h.
 */
#include "config.h"

#include "base/random.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_SYS_RANDOM_H
#include <sys/random.h>
#endif
#include <unistd.h>

#include "base/die.h"
#include "base/scalar.h"

static struct {
	bool asked;		/* the environment was looked at */
	bool fixed;
	uint64_t state;
} sequence;

#ifdef HAVE_GETENTROPY
static void
system_bytes(unsigned char *out, size_t length)
{
	enum { MOST = 256 };	/* at once, POSIX.1-2024 */

	while (length > 0) {
		size_t part = length < MOST ? length : MOST;

		if (getentropy(out, part) != 0)
			die("the system gives no random bytes");
		out += part;
		length -= part;
	}
}
#else
static void
system_bytes(unsigned char *out, size_t length)
{
	int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);

	while (fd >= 0 && length > 0) {
		ssize_t got = read(fd, out, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		out += got;
		length -= (size_t)got;
	}
	if (length > 0)
		die("the system gives no random bytes");
	close(fd);
}
#endif

/* SplitMix64: Steele, Lea, Flood, "Fast splittable ...", 2014. */
static uint64_t
next_fixed(void)
{
	uint64_t z = sequence.state += 0x9e3779b97f4a7c15;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static void
ask_environment(void)
{
	const char *seed = getenv("PROFEDIT_SEED");
	struct integer value;

	sequence.asked = true;
	if (seed == NULL || !scalar_parse_integer(seed, strlen(seed), &value))
		return;
	sequence.fixed = value.magnitude != 0;
	sequence.state = value.magnitude;
}

void
random_bytes(void *out, size_t length)
{
	unsigned char *byte = out;

	if (!sequence.asked)
		ask_environment();
	if (!sequence.fixed) {
		system_bytes(byte, length);
		return;
	}
	for (size_t i = 0; i < length; i++)
		byte[i] = (unsigned char)(next_fixed() >> 56);
}

void
random_uuid(char out[RANDOM_UUID_SIZE])
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	static const char hex[] = "0123456789ABCDEF";
	unsigned char bytes[16];
	size_t nibble = 0;

	_Static_assert(sizeof shape == RANDOM_UUID_SIZE, "room for a UUID");
	random_bytes(bytes, sizeof bytes);
	bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x40);	/* version 4 */
	bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);	/* variant */
	for (size_t i = 0; i < sizeof shape; i++) {
		if (shape[i] != 'x') {
			out[i] = shape[i];
			continue;
		}
		out[i] = hex[bytes[nibble / 2] >> (nibble % 2 ? 0 : 4) & 15];
		nibble++;
	}
}

void
random_seed(uint64_t seed)
{
	sequence.asked = true;
	sequence.fixed = seed != 0;
	sequence.state = seed;
}

const uint64_t *
random_hash_key(void)
{
	static uint64_t key[2];

	if (key[0] == 0) {
		system_bytes((unsigned char *)key, sizeof key);
		key[0] |= 1;
	}
	return key;
}
