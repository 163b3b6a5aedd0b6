import heapq, itertools, json, sys, time
from fractions import Fraction
def allocate(votes, seats, quota):  # quota: the whole Hare quotas first, as LEMNA art. 135 has it; then always the highest votes / (seats + 1)
    total, held, steps = sum(votes), [0] * len(votes), []
    if quota: held = [v * seats // total for v in votes]
    heap = [(Fraction(-v, h + 1), i) for i, (v, h) in enumerate(zip(votes, held))]
    heapq.heapify(heap)
    for _ in range(seats - sum(held)):
        (quotient, i), following = heap[0], min(heap[1:3])
        steps.append((i, quotient, following)); held[i] += 1
        heapq.heapreplace(heap, (Fraction(-votes[i], held[i] + 1), i))
    return held, steps
places = [([int(row[3]) for row in rows], int(seats)) for (_, seats), rows in itertools.groupby((line.split(",") for line in open(sys.argv[1])), lambda row: (row[0], row[1]))]
start = time.perf_counter(); results = [allocate(*place, sys.argv[2] == "cambodia") for place in places]; elapsed = time.perf_counter() - start
print(json.dumps([elapsed, [[held, [[i, str(-q), n[1], str(-n[0])] for i, q, n in steps]] for held, steps in results]]))
