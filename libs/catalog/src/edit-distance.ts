/**
 * How many slips of the pen lie between two words: a letter too many, too few, another one, or two neighbours exchanged
 * (optimal string alignment). For words, whose length is bounded by who calls.
 */
export function editDistance(left: string, right: string): number {
  const [from, to] = [[...left], [...right]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of from.entries()) {
    const current = [row + 1];
    for (const [column, other] of to.entries()) {
      const same = letter === other ? 0 : 1;
      const exchanged = row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other ? at(beforeLast, column - 1) + 1 : Infinity;
      current.push(Math.min(at(last, column + 1) + 1, at(current, column) + 1, at(last, column) + same, exchanged));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
