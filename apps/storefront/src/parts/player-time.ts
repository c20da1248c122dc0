import type { Visitor } from '../visitor.js';

/** A length of time as players write it, in the reader's digits: `1:02:05`. */
export function durationOf(visitor: Visitor, seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = (value: number) => visitor.number(value).padStart(2, visitor.number(0));
  // Set apart: in Arabic the parts of a time stay from the left to the right.
  return `\u2066${hours ? `${visitor.number(hours)}:${two(minutes)}` : visitor.number(minutes)}:${two(rest)}\u2069`;
}
