// Command xmod reads a served register by golang.org/x/mod alone: note for its checkpoint, tlog for its tree.
//
// It shares no code with Saksei. What is ours here is what x/mod has in another form: the three lines of a checkpoint
// (C2SP tlog-checkpoint), the paths of tiles and the bundles of entries (C2SP tlog-tiles), the lines of a receipt
// (C2SP tlog-proof). All hashing, proving, checking and opening of signatures is x/mod's.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run ./tests/xmod ADDRESS VKEY [SEED]
//
// One line on standard output and exit code 0 where everything holds; otherwise the first thing that doesn't, on standard
// error, and 1.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

const (
	drawnRecords  = 1000
	drawnTrees    = 1000
	drawnReceipts = 200
)

func main() {
	if len(os.Args) < 3 || len(os.Args) > 4 {
		fmt.Fprintln(os.Stderr, "xmod ADDRESS VKEY [SEED]")
		os.Exit(2)
	}
	seed := time.Now().UnixNano()
	if len(os.Args) == 4 {
		given, err := strconv.ParseInt(os.Args[3], 10, 64)
		if err != nil {
			fmt.Fprintln(os.Stderr, "the seed is a whole number")
			os.Exit(2)
		}
		seed = given
	}
	said, err := run(strings.TrimRight(os.Args[1], "/")+"/log/", os.Args[2], rand.New(rand.NewSource(seed)))
	if err != nil {
		fmt.Fprintf(os.Stderr, "seed %d: %v\n", seed, err)
		os.Exit(1)
	}
	fmt.Printf("%s, seed %d\n", said, seed)
}

func run(prefix, vkey string, random *rand.Rand) (string, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return "", fmt.Errorf("key: %w", err)
	}
	log := &served{prefix: prefix, verifier: verifier, kept: map[string][]byte{}}
	head, err := log.checkpoint()
	if err != nil {
		return "", fmt.Errorf("checkpoint: %w", err)
	}
	if head.N == 0 {
		return "", fmt.Errorf("the register is empty")
	}
	check := &checker{log: log, head: head, random: random}
	if err := check.all(); err != nil {
		return "", err
	}
	return fmt.Sprintf("x/mod: %d entries, %d tiles, %d inclusion proofs, %d consistency proofs, %d receipts in %d checkpoints hold",
		head.N, check.tiles, drawnRecords, drawnTrees, drawnReceipts, check.checkpoints), nil
}
