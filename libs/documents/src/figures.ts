/** Digits with the signs that group them and begin their decimals, and a sign before them: in two pieces it would be two other numbers. */
const figure = /[\u200e\u200f\u061c]*[-+\u2212]?\p{Nd}(?:[.,'\u2019\u066b\u066c\u00a0\u202f]?\p{Nd})*/gu;

/** Where the numbers of a text are, as offsets into it. */
export function figuresOf(text: string): [from: number, to: number][] {
  return Array.from(text.matchAll(figure), (match) => [match.index, match.index + match[0].length]);
}
