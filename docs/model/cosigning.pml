/*
 * Two nodes, their log's co-signers, and everything that can come between: README.md says what is modelled, run which
 * variants there are and what must come of each.
 */
#include "actions.pml"
#include "properties.pml"

#ifndef TRACE

#ifndef LOG_FORGES
#define LOG_FORGES 0               /* 1: the holder of the log's key signs what they like, and there is no node */
#endif

/* An action of each node, co-signer, batch. */
#define OF_NODES(action) :: action(0) :: action(1)
#define OF_NODES_3(action, x, y) :: action(x, 0, y) :: action(x, 1, y)
#if MAXB == 3
#define OF_BATCHES(action, x) :: action(x, 0) :: action(x, 1) :: action(x, 2) :: action(x, 3)
#define THROUGH(action, x) OF_NODES_3(action, x, 0) OF_NODES_3(action, x, 1) OF_NODES_3(action, x, 2) OF_NODES_3(action, x, 3)
#define FROM_BATCHES(action) :: action(0) :: action(1) :: action(2) :: action(3)
#else
#define OF_BATCHES(action, x) :: action(x, 0) :: action(x, 1) :: action(x, 2) :: action(x, 3) :: action(x, 4)
#define THROUGH(action, x) OF_NODES_3(action, x, 0) OF_NODES_3(action, x, 1) OF_NODES_3(action, x, 2) OF_NODES_3(action, x, 3) OF_NODES_3(action, x, 4)
#define FROM_BATCHES(action) :: action(0) :: action(1) :: action(2) :: action(3) :: action(4)
#endif
#if COS == 3
#define OF_COSIGNERS(action) :: action(0) :: action(1) :: action(2)
#define BOTH(action) :: action(0, 0) :: action(0, 1) :: action(1, 0) :: action(1, 1) :: action(2, 0) :: action(2, 1)
#define NODE_AND_COSIGNER(action) :: action(0, 0) :: action(0, 1) :: action(0, 2) :: action(1, 0) :: action(1, 1) :: action(1, 2)
#define COSIGNER_AND_BATCH(action) OF_BATCHES(action, 0) OF_BATCHES(action, 1) OF_BATCHES(action, 2)
#else
#define OF_COSIGNERS(action) :: action(0) :: action(1) :: action(2) :: action(3)
#define COSIGNER_AND_BATCH(action) OF_BATCHES(action, 0) OF_BATCHES(action, 1) OF_BATCHES(action, 2) OF_BATCHES(action, 3)
#endif

active proctype System() {
  before[0] = 1;
  do
  COSIGNER_AND_BATCH(cosign)
  OF_COSIGNERS(restart)
#ifdef EARLY_ANSWER
  OF_COSIGNERS(write)
#endif
#ifdef OLD_FOLDER
  OF_COSIGNERS(setFolderBack)
#endif
#if LOG_FORGES
  FROM_BATCHES(forge)
#else
  OF_NODES(start)
  OF_NODES(kill)
  OF_NODES(takeOver)
  OF_NODES(sign)
  OF_NODES(append)
  OF_NODES(overtaken)
  OF_NODES(ack)
  THROUGH(cosignFor, 0)
  THROUGH(cosignFor, 1)
  THROUGH(cosignFor, 2)
  NODE_AND_COSIGNER(contradict)
#if RESTORES > 0
  :: keep()
  :: restore()
#endif
#endif
  od
}

#endif
