/*
 * What must hold. Each is asserted where it could be lost; "counts" is: so many have signed it as the policy asks for,
 * whether a node shows it or not, so that it is said of everything that anybody could show.
 */

#define ALONG(a, b) (EXTENDS(a, b) || EXTENDS(b, a))

/* fork: of two checkpoints that count one extends the other. */
/* lost: of a checkpoint that counts and an act with a receipt, the one has the other or comes before it. */
/* two: a co-signer that keeps the rules never signs two branches. */
inline check_cosigned(h, c) {
  do
  :: at <= batches ->
#ifdef FORK
     assert(!(COUNTS(h) && COUNTS(at)) || ALONG(h, at));
#endif
#ifdef LOST
     assert(!(COUNTS(h) && IN(acked, at)) || ALONG(h, at));
#endif
#ifdef TWO
     assert(!IN(hands[c], at) || ALONG(h, at));
#endif
     at++
  :: else -> at = 0; break
  od;
  skip
}

inline check_ack(h) {
#ifdef LOST
  do
  :: at <= batches -> assert(!COUNTS(at) || ALONG(h, at)); at++
  :: else -> at = 0; break
  od;
  skip
#else
  skip
#endif
}

/* start: when a node may append, its store has everything that counts. */
inline check_open(n) {
#ifdef START
  do
  :: at <= batches -> assert(!COUNTS(at) || EXTENDS(STORE(n), at)); at++
  :: else -> at = 0; break
  od;
  skip
#else
  skip
#endif
}
