export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface PlacedLabel {
  /** The label, shortened when there was no room for all of it. */
  readonly text: string;
  readonly box: Box;
  readonly side: 'start' | 'middle' | 'end';
  /** From the dot to the label's edge when it could not stay beside the dot. */
  readonly leader?: readonly [number, number, number, number];
}

const LABEL_HEIGHT = 16;
const CLEARANCE = 8;
/** Tried in turn: a name cut short beats a name left out. */
const LENGTHS = [26, 18, 12, 7] as const;

/** Estimated width in map units at 12 units of type: wide scripts take a whole em, others a little over half. */
export function labelWidth(label: string): number {
  return Array.from(label).reduce((sum, letter) => sum + (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u.test(letter) ? 12.4 : /[MWmw@ЖШЩЮжшщю]/u.test(letter) ? 9.6 : 6.9), 4);
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function crosses([x1, y1, x2, y2]: readonly [number, number, number, number], box: Box): boolean {
  for (let step = 0; step <= 24; step += 1) {
    const [x, y] = [x1 + ((x2 - x1) * step) / 24, y1 + ((y2 - y1) * step) / 24];
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) return true;
  }
  return false;
}

function shortened(label: string, longest: number): string {
  const letters = Array.from(label);
  return letters.length <= longest ? label : `${letters.slice(0, longest - 1).join('').trimEnd()}…`;
}

/** Right, left, above, below; then ever farther rings of sixteen directions with a leader, eastern ones first. */
function candidates({ x, y }: Anchor, text: string): PlacedLabel[] {
  const width = labelWidth(text);
  const half = LABEL_HEIGHT / 2;
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + LABEL_HEIGHT });
  const found: PlacedLabel[] = [
    { box: at(x + CLEARANCE, y - half), side: 'start', text },
    { box: at(x - CLEARANCE - width, y - half), side: 'end', text },
    { box: at(x - width / 2, y - CLEARANCE - LABEL_HEIGHT), side: 'middle', text },
    { box: at(x - width / 2, y + CLEARANCE), side: 'middle', text },
  ];
  for (let distance = 26; distance <= 300; distance += 14) {
    for (const turn of [0, 1, -1, 2, -2, 3, -3, 8, 7, -7, 6, -6, 5, -5, 4, -4]) {
      const angle = (turn * Math.PI) / 8;
      const [tipX, tipY] = [x + distance * Math.cos(angle), y + distance * Math.sin(angle)];
      const east = Math.abs(turn) <= 4;
      const box = at(east ? tipX + 2 : tipX - 2 - width, tipY - half);
      found.push({ box, side: east ? 'start' : 'end', text, leader: [x, y, tipX, tipY] });
    }
  }
  return found;
}

/**
 * Gives each dot a label that covers no other label, dot or leader line and stays in the frame; greedy and deterministic.
 * A label for which no place is left is undefined: its dot keeps its accessible name.
 */
export function placeLabels(anchors: readonly Anchor[], width: number, height: number): (PlacedLabel | undefined)[] {
  const taken: Box[] = anchors.map(({ x, y }) => ({ left: x - 6, top: y - 6, right: x + 6, bottom: y + 6 }));
  const leaders: (readonly [number, number, number, number])[] = [];
  const fits = ({ box, leader }: PlacedLabel, own: number): boolean =>
    box.left >= 4 && box.right <= width - 4 && box.top >= 4 && box.bottom <= height - 4 &&
    taken.every((other) => !overlap(box, other)) &&
    leaders.every((line) => !crosses(line, box)) &&
    (!leader || taken.every((other, index) => index === own || !crosses(leader, other)));
  const order = anchors.map((_, index) => index).toSorted((a, b) => (anchors[b]?.x ?? 0) - (anchors[a]?.x ?? 0) || a - b);
  const placed: (PlacedLabel | undefined)[] = anchors.map(() => undefined);
  for (const index of order) {
    const anchor = anchors[index];
    const choice = anchor && LENGTHS.flatMap((longest) => candidates(anchor, shortened(anchor.label, longest))).find((candidate) => fits(candidate, index));
    if (!choice) continue;
    placed[index] = choice;
    taken.push(choice.box);
    if (choice.leader) leaders.push(choice.leader);
  }
  return placed;
}
