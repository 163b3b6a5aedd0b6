/*
 * What a run of the real code says that it did, line by line: the same guards and effects as in actions.pml, and what was
 * seen beside them. replay makes a process of it, which stands still at the first line that the model can't do.
 */
#define TRACE
#define MAXB 30
#include "cosigning.pml"

int published = 1;

/* A process began, and found the store there. */
inline t_start(n, h) { start(n); (STORE(n) == h) }

inline t_append(n, h, b) { (STORE(n) == h && (node[n].head == h || !node[n].turn)); sign(n); append(n); (STORE(n) == b) }

inline t_ack(n, b) { (node[n].next == b && node[n].phase == DURABLE); ack(n) }

/* It hands something in, and another node has taken over. */
inline t_overtaken(n) { (node[n].up && !node[n].turn) }

/* It hands something in, and its own rules say no. */
inline t_refused(n) { (node[n].up && node[n].may != OPEN) }

inline t_open(n) { (node[n].may == OPEN) }
inline t_unasked(n) { (node[n].may == UNASKED) }
inline t_closed(n) { (node[n].may == CLOSED) }

inline t_cosign(c, b) {
  d_step { IN(asked, b) && MAY_COSIGN(c, b) -> keep_in_mind(c, b); sign_off(c, b) }
}

/* Killed after it was on the disk, before the co-signature left. */
inline t_remember(c, b) {
  d_step { IN(asked, b) && MAY_COSIGN(c, b) -> keep_in_mind(c, b) }
}

inline t_restart(c, b) { (cosigner[c].disk == b); cosigner[c].known = b }

inline t_decline(c, b) { (!MAY_COSIGN(c, b)) }

/* The answer of a co-signer that signed reached the node that asked. */
inline t_heard(n, c) {
  d_step { node[n].up && IN(hands[c], cosigner[c].known) && EXTENDS(STORE(n), cosigner[c].known) -> hear(n, c) }
}

/* Readers are shown this from now on. */
inline t_publish(n, b) {
  d_step { node[n].up && b <= batches && EXTENDS(STORE(n), b) && COUNTS(b) -> published = published | BIT(b) }
  d_step {
    do
    :: at <= batches -> assert(!IN(published, at) || ALONG(b, at)); at++
    :: else -> at = 0; break
    od;
    skip
  }
}

/* What is shown after a start: something that was signed by enough, or the founding act's. */
inline t_shows(n, b) { (node[n].up && EXTENDS(STORE(n), b) && (b == 0 || COUNTS(b))) }

inline t_keep(b) { (store[0] == b); backup = b }

inline t_restore(b) { (backup == b); restore() }

active proctype Run() {
  before[0] = 1;
#include "lines.inc"
  printf("accepted\n")
}
