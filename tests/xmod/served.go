package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height       = 8
	fullWidth    = 1 << height
	mostBytes    = fullWidth * (2 + 65535)
	hashBytes    = tlog.HashSize
	proofHeading = "c2sp.org/tlog-proof@v1"
)

var client = &http.Client{Timeout: 30 * time.Second}

// A served log. What was fetched is kept as it came, believed or not: x/mod checks it at each use.
type served struct {
	prefix   string
	verifier note.Verifier
	kept     map[string][]byte
}

// A receipt that a served log gave: where a record stands, the hashes that show it, and the checkpoint they lead to.
type receipt struct {
	index int64
	proof tlog.RecordProof
	tree  tlog.Tree
}

func (s *served) get(path string) ([]byte, error) {
	answer, err := client.Get(s.prefix + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	body, err := io.ReadAll(io.LimitReader(answer.Body, mostBytes+1))
	if err == nil && len(body) > mostBytes {
		err = fmt.Errorf("%s: too long", path)
	}
	return body, err
}

func (s *served) fetch(path string) ([]byte, error) {
	if known, ok := s.kept[path]; ok {
		return known, nil
	}
	body, err := s.get(path)
	if err == nil {
		s.kept[path] = body
	}
	return body, err
}

func (s *served) checkpoint() (tlog.Tree, error) {
	body, err := s.get("checkpoint")
	if err != nil {
		return tlog.Tree{}, err
	}
	return s.open(body)
}

// The text of a checkpoint: origin, size, root. sumdb's own tree note has another first line, so it isn't read by x/mod.
func (s *served) open(message []byte) (tlog.Tree, error) {
	opened, err := note.Open(message, note.VerifierList(s.verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != s.verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("not origin, size and root: %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, fmt.Errorf("size %q", lines[1])
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil || root.String() != lines[2] {
		return tlog.Tree{}, fmt.Errorf("root %q", lines[2])
	}
	return tlog.Tree{N: size, Hash: root}, nil
}

// tlog-tiles writes no height, and "entries" where sumdb has "data"; index and width are written alike.
func pathOf(tile tlog.Tile) string {
	rest := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(rest, "data/", "entries/", 1)
}

func (s *served) Height() int { return height }

func (s *served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		body, err := s.fetch(pathOf(tile))
		if err != nil {
			return nil, err
		}
		data[i] = body
	}
	return data, nil
}

func (s *served) SaveTiles([]tlog.Tile, [][]byte) {}

// The records of a bundle, each behind its length in two bytes.
func (s *served) records(n int64, width int) ([][]byte, error) {
	path := pathOf(tlog.Tile{H: height, L: -1, N: n, W: width})
	rest, err := s.get(path)
	if err != nil {
		return nil, err
	}
	var records [][]byte
	for len(rest) > 0 {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%s: cut off", path)
		}
		length := int(binary.BigEndian.Uint16(rest))
		records, rest = append(records, rest[2:2+length]), rest[2+length:]
	}
	if len(records) != width {
		return nil, fmt.Errorf("%s: %d records", path, len(records))
	}
	return records, nil
}

func (s *served) receipt(index int64) (receipt, error) {
	body, err := s.get(fmt.Sprintf("receipt/%d.tlog-proof", index))
	if err != nil {
		return receipt{}, err
	}
	head, checkpoint, found := bytes.Cut(body, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || len(lines) < 2 || lines[0] != proofHeading || lines[1] != fmt.Sprintf("index %d", index) {
		return receipt{}, fmt.Errorf("receipt %d: not a tlog-proof", index)
	}
	read := receipt{index: index}
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil || hash.String() != line {
			return receipt{}, fmt.Errorf("receipt %d: hash %q", index, line)
		}
		read.proof = append(read.proof, hash)
	}
	if read.tree, err = s.open(checkpoint); err != nil {
		return receipt{}, fmt.Errorf("receipt %d: %w", index, err)
	}
	return read, nil
}
