/*
 * What nodes, co-signers and the log's holder can do: each an inline, a guard and its effects. cosigning.pml takes any of
 * them at any time; a trace takes those that a run of the real code took, and stops where a guard doesn't hold.
 *
 * A history is the number of its last batch; 0 is the founding act. before[h] has the batches of history h as bits, so that
 * "late extends early" is a look at one of them. That signatures hold is taken for granted: whose they are is modelled.
 */

#ifndef MAXB
#define MAXB 3                     /* batches beside the founding act, over all branches; at most 30 */
#endif
#ifndef COS
#define COS 3                      /* co-signers, at most 4 */
#endif
#ifndef QUORUM
#define QUORUM 2                   /* of whom so many make a checkpoint count */
#endif
#ifndef BAD
#define BAD 0                      /* so many keep no rule, the last ones: each has signed whatever there is, and agrees with every node */
#endif
#ifndef STORES
#define STORES 1                   /* 2: a node that was given up for lost goes on with a store of its own */
#endif
#ifndef RESTORES
#define RESTORES 0                 /* how often an older backup is restored */
#endif

/* The rules of the implementation, each as it is and as a variant weakens it. */
#ifdef ONE_AGREES
#define ENOUGH_AGREE(bits) ((bits) != 0)
#else
#define ENOUGH_AGREE(bits) (COS - VOTES(bits) < QUORUM)           /* CosignersHeard.Hear */
#endif
#ifdef BLIND
#define UNMOVED(n) 1
#else
#define UNMOVED(n) (node[n].turn && node[n].head == STORE(n))     /* SqliteRegisterStore.TryAppend */
#endif
#ifdef EARLY_RECEIPT
#define MAY_ACK(n) (node[n].phase != IDLE)
#else
#define MAY_ACK(n) (node[n].phase == DURABLE)                     /* Sequencer.Write */
#endif
#ifdef CARELESS
#define MAY_COSIGN(c, h) 1
#else
#define MAY_COSIGN(c, h) EXTENDS(h, cosigner[c].known)            /* CosignedLog.CodeOf */
#endif
#define COUNTS(h) (HANDS(h) >= QUORUM)                            /* Policy.Judge */

#define NODES 2
#define NOBODY 255
#define HONEST (COS - BAD)
#define BAD_ONES (BIT(COS) - BIT(HONEST))
#define BIT(x) (1 << (x))
#define IN(bits, x) (((bits) >> (x)) & 1)
#define EXTENDS(late, early) IN(before[late], early)
#define VOTES(b) (IN(b, 0) + IN(b, 1) + IN(b, 2) + IN(b, 3))
#define STORE(n) store[(n) % STORES]
#if COS == 3
#define HANDS(h) (HAND(0, h) + HAND(1, h) + HAND(2, h))
#else
#define HANDS(h) (HAND(0, h) + HAND(1, h) + HAND(2, h) + HAND(3, h))
#endif
#define HAND(c, h) ((c) >= HONEST || IN(hands[c], h))

/* Phases of an append; and whether a node may. */
#define IDLE 0
#define SIGNED 1
#define DURABLE 2
#define UNASKED 0
#define OPEN 1
#define CLOSED 2

typedef Node {
  bool up;
  bool turn;                       /* it took the store over, and nobody since */
  byte head;                       /* where it believes that the store stands; 0 where it has no turn */
  byte next;                       /* the batch that it appends */
  byte agree;                      /* who has signed its tree since it started, as bits; 0 once that is decided */
  byte may;
  byte phase;
}

typedef Cosigner {
  byte known;                      /* what it compares with */
  byte disk;                       /* what it begins with after a start */
}

int before[MAXB + 1];
int hands[COS];                    /* what each has given a co-signature of, as bits */
int asked = 1;                     /* checkpoints that left a node: a co-signer gets them at any time, late and again */
int acked;                         /* batches whose authors have a receipt */
byte batches;
byte store[STORES];                /* where each store stands */
byte backup;
byte restores;
Node node[NODES];
Cosigner cosigner[COS];
byte at;                           /* of loops, 0 outside */

/* ---------------------------------------------------------------- nodes */

/* A process begins. It has asked nobody yet. */
inline start(n) {
  d_step {
    !node[n].up -> printf("start %d\n", n);
    node[n].up = 1; node[n].agree = BAD_ONES;
#ifdef UNASKED_APPENDS
    node[n].may = OPEN; check_open(n)
#else
    if
    :: ENOUGH_AGREE(BAD_ONES) -> node[n].may = OPEN; node[n].agree = 0; check_open(n)
    :: else
    fi
#endif
  }
}

/* SIGKILL, at any step: what isn't in the store is gone. */
inline kill(n) {
  d_step {
    node[n].up -> printf("kill %d\n", n);
    node[n].up = 0; node[n].turn = 0; node[n].phase = IDLE; node[n].head = 0; node[n].next = 0; node[n].agree = 0; node[n].may = UNASKED
  }
}

/* Sequencer.Open: a new epoch begins; what is read afterwards is all there is. */
inline takeOver(n) {
  d_step {
    node[n].up && !node[n].turn && node[n].phase == IDLE && node[n].may == OPEN -> printf("takeOver %d\n", n);
    if
    :: STORES == 1 -> node[1 - n].turn = 0
    :: else
    fi;
    node[n].turn = 1; node[n].head = STORE(n)
  }
}

/* The next checkpoint is signed, and is in memory only. */
inline sign(n) {
  d_step {
    node[n].up && node[n].phase == IDLE && node[n].may == OPEN && node[n].turn && batches < MAXB -> printf("sign %d\n", n);
    batches++;
    before[batches] = before[node[n].head] | BIT(batches);
    node[n].next = batches;
    node[n].phase = SIGNED
  }
}

/* One transaction, which moves the head only from where the writer believes that it is. From then on it can be asked for. */
inline append(n) {
  d_step {
    node[n].up && node[n].phase == SIGNED && UNMOVED(n) -> printf("append %d\n", n);
    STORE(n) = node[n].next;
    node[n].head = node[n].next;
    asked = asked | BIT(node[n].next);
    node[n].phase = DURABLE
  }
}

/* Another one has taken over: nothing is appended, nothing acknowledged. */
inline overtaken(n) {
  d_step {
    node[n].up && node[n].phase != DURABLE && (node[n].phase == SIGNED || node[n].head != 0) && !UNMOVED(n) -> printf("overtaken %d\n", n);
    node[n].phase = IDLE; node[n].next = 0; node[n].head = 0
  }
}

inline ack(n) {
  d_step {
    node[n].up && MAY_ACK(n) && (node[n].phase == DURABLE || !IN(acked, node[n].next)) -> printf("ack %d\n", n);
#ifdef LOST
    acked = acked | BIT(node[n].next);
#endif
    check_ack(node[n].next);
    if
    :: node[n].phase == DURABLE -> node[n].phase = IDLE; node[n].next = 0
    :: else
    fi
  }
}

/* It may append once those who haven't agreed couldn't make another checkpoint count among themselves. */
inline hear(n, c) {
  if
  :: node[n].may == UNASKED && ENOUGH_AGREE(node[n].agree | BIT(c)) -> node[n].may = OPEN; node[n].agree = 0; check_open(n)
  :: node[n].may == UNASKED && !ENOUGH_AGREE(node[n].agree | BIT(c)) -> node[n].agree = node[n].agree | BIT(c)
  :: else
  fi
}

/* It is shown a checkpoint that its log signed and its store doesn't hold: it appends nothing any more. */
inline contradict(n, c) {
  d_step {
    node[n].up && node[n].phase == IDLE && node[n].may != CLOSED && c < HONEST && !EXTENDS(STORE(n), cosigner[c].known) -> printf("contradict %d %d\n", n, c);
    node[n].may = CLOSED; node[n].agree = 0
  }
}

/* ---------------------------------------------------------------- co-signers */

inline keep_in_mind(c, h) {
  cosigner[c].known = h;
#ifdef EARLY_ANSWER
  unwritten = unwritten | BIT(c);
#else
  cosigner[c].disk = h;
#endif
}

/*
 * Who signs a checkpoint is taken to have signed all before it: then more counts than in truth, and fewer states are
 * distinguished. In a trace it is what was signed.
 */
inline sign_off(c, h) {
#ifdef TRACE
  hands[c] = hands[c] | BIT(h);
#else
  hands[c] = hands[c] | before[h];
#endif
  check_cosigned(h, c)
}

/* CosignedLog.Add: what it signs is on its disk, and then its co-signature leaves. Nobody waits for it, or what it says is lost. */
inline cosign(c, h) {
  d_step {
    c < HONEST && h <= batches && IN(asked, h) && MAY_COSIGN(c, h) && (cosigner[c].known != h || !IN(hands[c], h)) -> printf("cosign %d %d\n", c, h);
    keep_in_mind(c, h);
    sign_off(c, h)
  }
}

/* The same, and a node gets it that asked since it started. */
inline cosignFor(c, n, h) {
  d_step {
    c < HONEST && h <= batches && IN(asked, h) && MAY_COSIGN(c, h) && node[n].up && node[n].may == UNASKED && !IN(node[n].agree, c) && EXTENDS(STORE(n), h) -> printf("cosignFor %d %d %d\n", c, n, h);
    keep_in_mind(c, h);
    sign_off(c, h);
    hear(n, c)
  }
}

/* Killed between the two. */
inline remember(c, h) {
  d_step {
    c < HONEST && h <= batches && IN(asked, h) && cosigner[c].known != h && MAY_COSIGN(c, h) -> printf("remember %d %d\n", c, h);
    keep_in_mind(c, h)
  }
}

/* Killed and begun again: it knows what is on its disk. While it is down it only doesn't answer. */
inline restart(c) {
  d_step {
    c < HONEST && cosigner[c].known != cosigner[c].disk -> printf("restart %d\n", c);
    cosigner[c].known = cosigner[c].disk;
#ifdef EARLY_ANSWER
    unwritten = unwritten & ~BIT(c)
#endif
  }
}

#ifdef EARLY_ANSWER
byte unwritten;
inline write(c) {
  d_step { IN(unwritten, c) -> printf("write %d\n", c); cosigner[c].disk = cosigner[c].known; unwritten = unwritten & ~BIT(c) }
}
#endif

#ifdef OLD_FOLDER
bool setBack;
/* Its folder is replaced by one from before its first signature. */
inline setFolderBack(c) {
  d_step { c < HONEST && !setBack -> printf("setFolderBack %d\n", c); setBack = 1; cosigner[c].known = 0; cosigner[c].disk = 0 }
}
#endif

/* ---------------------------------------------------------------- people */

inline keep() {
  d_step { backup != store[0] -> printf("keep\n"); backup = store[0] }
}

/*
 * Everything has stopped, and no request of it is under way any more. With STORES 2 the first store and its node live on;
 * with LATE_REQUESTS what was asked before arrives afterwards.
 */
inline restore() {
  d_step {
    !node[1].up && (STORES == 2 || !node[0].up) && store[STORES - 1] != backup && restores < RESTORES -> printf("restore\n");
    restores++;
    store[STORES - 1] = backup;
#ifndef LATE_REQUESTS
    if
    :: STORES == 1 -> asked = asked & before[backup]
    :: else
    fi
#endif
  }
}

/* The log's holder signs what they like, on whatever there was. */
inline forge(h) {
  d_step { h <= batches && batches < MAXB -> printf("forge %d\n", h); batches++; before[batches] = before[h] | BIT(batches); asked = asked | BIT(batches) }
}
