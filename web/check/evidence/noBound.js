// Rules by which nothing can be claimed of a seat (docs/spec/evidence.md, "No bound").

/**
 * Why nothing can be claimed of a constituency's seats; undefined where it can.
 * @param {import('../fold/contest.js').ContestFold} fold
 * @param {string} constituency
 */
export function noBoundOf({ definition, results: { rule } }, constituency) {
  if (rule === undefined) return undefined;
  const { method, threshold, levelling, biproportional, coalitions } = rule;
  const lists = definition.standing.get(constituency) ?? [];
  if (coalitions !== undefined && lists.some((list) => list.coalition !== undefined)) return 'joint-lists';
  if (lists.some((list) => list.candidates !== undefined)) return 'candidates-limited';
  if (threshold !== undefined && threshold.kinds.size + threshold.exempt.size > 0) return 'threshold-by-kind';
  if (levelling !== undefined) return 'levelling';
  if (biproportional !== undefined) return 'biproportional';
  if (threshold?.national) return 'national-threshold';
  if (method.kind === 'largest-remainder') return 'largest-remainders';
  if (method.kind === 'one-shot') return 'one-shot-averages';
  return method.quota === 'imperiali' ? 'imperiali-quota' : undefined;
}
