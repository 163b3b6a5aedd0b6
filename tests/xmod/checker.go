package main

import (
	"bytes"
	"fmt"
	"math/rand"

	"golang.org/x/mod/sumdb/tlog"
)

// A checker of everything below one checkpoint.
type checker struct {
	log         *served
	head        tlog.Tree
	random      *rand.Rand
	records     []tlog.Hash // of every entry, in order
	hashes      stored      // of the tree that they make
	tiles       int
	checkpoints int
}

// Hashes of a tree in memory, in x/mod's order.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	read := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(s)) {
			return nil, fmt.Errorf("hash %d isn't stored", index)
		}
		read[i] = s[index]
	}
	return read, nil
}

func (c *checker) all() error {
	for _, step := range []func() error{c.entries, c.everyTile, c.inclusion, c.consistency, c.receipts} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// Every bundle is read, and the tree of its records is the checkpoint's.
func (c *checker) entries() error {
	for at := int64(0); at < c.head.N; at += fullWidth {
		width := min(c.head.N-at, fullWidth)
		records, err := c.log.records(at/fullWidth, int(width))
		if err != nil {
			return err
		}
		for i, record := range records {
			hash := tlog.RecordHash(record)
			more, err := tlog.StoredHashesForRecordHash(at+int64(i), hash, c.hashes)
			if err != nil {
				return err
			}
			c.records, c.hashes = append(c.records, hash), append(c.hashes, more...)
		}
	}
	root, err := tlog.TreeHash(c.head.N, c.hashes)
	if err == nil && root != c.head.Hash {
		err = fmt.Errorf("root of the entries: %v, of the checkpoint: %v", root, c.head.Hash)
	}
	return err
}

// Every tile is, byte for byte, what x/mod makes of the entries. TileHashReader isn't enough for that: in x/mod 0.7.0 it
// compares a tile with its parent only behind as many tiles as the root needs hashes, and asks for fewer.
func (c *checker) everyTile() error {
	for _, tile := range tlog.NewTiles(height, 0, c.head.N) {
		// Of the last tile of a level x/mod lists every width up to the checkpoint's, which is the one that must be there.
		if tile.W < fullWidth && tile.N*fullWidth+int64(tile.W) != c.head.N>>(height*uint(tile.L)) {
			continue
		}
		wanted, err := tlog.ReadTileData(tile, c.hashes)
		if err != nil {
			return err
		}
		given, err := c.log.fetch(pathOf(tile))
		if err != nil {
			return err
		}
		if !bytes.Equal(given, wanted) {
			return fmt.Errorf("%s isn't the tile of the entries", pathOf(tile))
		}
		c.tiles++
	}
	return nil
}

func (c *checker) inclusion() error {
	reader := tlog.TileHashReader(c.head, c.log)
	for i := 0; i < drawnRecords; i++ {
		index := c.random.Int63n(c.head.N)
		proof, err := tlog.ProveRecord(c.head.N, index, reader)
		if err != nil {
			return fmt.Errorf("proof of entry %d: %w", index, err)
		}
		if err := tlog.CheckRecord(proof, c.head.N, c.head.Hash, index, c.records[index]); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
	}
	return nil
}

// Two sizes are drawn, of which the larger is the checkpoint's every tenth time; roots are those of the entries.
func (c *checker) consistency() error {
	reader := tlog.TileHashReader(c.head, c.log)
	for i := 0; i < drawnTrees; i++ {
		large := 1 + c.random.Int63n(c.head.N)
		if i%10 == 0 {
			large = c.head.N
		}
		if err := c.extends(1+c.random.Int63n(large), large, reader); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) extends(small, large int64, reader tlog.HashReader) error {
	proof, err := tlog.ProveTree(large, small, reader)
	if err != nil {
		return fmt.Errorf("proof from %d to %d: %w", small, large, err)
	}
	old, err := tlog.TreeHash(small, c.hashes)
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(large, c.hashes)
	if err == nil {
		err = tlog.CheckTree(proof, large, root, small, old)
	}
	if err != nil {
		return fmt.Errorf("from %d to %d: %w", small, large, err)
	}
	return nil
}

// A receipt's proof leads to its own checkpoint, which the log signed, and which the newest one extends.
func (c *checker) receipts() error {
	reader, seen := tlog.TileHashReader(c.head, c.log), map[int64]bool{}
	for i := 0; i < drawnReceipts; i++ {
		index := c.random.Int63n(c.head.N)
		got, err := c.log.receipt(index)
		if err != nil {
			return err
		}
		if err := c.holds(got, reader); err != nil {
			return fmt.Errorf("receipt %d: %w", index, err)
		}
		seen[got.tree.N] = true
	}
	c.checkpoints = len(seen)
	return nil
}

func (c *checker) holds(got receipt, reader tlog.HashReader) error {
	if got.tree.N > c.head.N {
		return fmt.Errorf("of size %d, behind the checkpoint", got.tree.N)
	}
	if err := tlog.CheckRecord(got.proof, got.tree.N, got.tree.Hash, got.index, c.records[got.index]); err != nil {
		return err
	}
	proof, err := tlog.ProveTree(c.head.N, got.tree.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, c.head.N, c.head.Hash, got.tree.N, got.tree.Hash)
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}
