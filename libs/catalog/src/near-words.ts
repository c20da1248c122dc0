import { statement, type Database } from '@silkport/platform';
import { editDistance } from './edit-distance.js';

const looked = 40;
const kept = 6;
/** Of the trigrams of two words, from which share on they count as forms of one (`фарфор`, `фарфоровые`), however many letters differ. */
const sameStem = 0.5;

const similarWords = statement('catalog.similar_words', `
  SELECT t.token, w.word, w.likeness FROM unnest($1::text[]) AS t (token)
  CROSS JOIN LATERAL (SELECT word, similarity(word, t.token)::float8 AS likeness FROM catalog.words
    WHERE word % t.token ORDER BY similarity(word, t.token) DESC, word LIMIT ${looked}) AS w
  UNION SELECT s.token, word, similarity(word, s.token)::float8 FROM unnest($2::text[], $3::text[]) AS s (token, swapped) JOIN catalog.words ON word = s.swapped`);

interface Row { token: string; word: string; likeness: number }

/**
 * Words of the catalogue that a mistyped one may have meant, the likeliest first; none for a token to which nothing comes near.
 * The index proposes by trigrams (pg_trgm.similarity_threshold, 0.3), the distance decides.
 */
export async function nearWords(database: Database, tokens: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (!tokens.length) return new Map();
  const swaps = tokens.flatMap((token) => swapped(token).map((other) => [token, other] as const));
  const rows = await database.read<Row>(similarWords, [tokens, swaps.map(([token]) => token), swaps.map(([, other]) => other)]);
  const byToken = Map.groupBy(rows, ({ token }) => token);
  return new Map([...byToken].map(([token, candidates]) => [token, nearest(token, candidates)] as const).filter(([, words]) => words.length));
}

/** Two neighbours exchanged leave a short word (`glzae`) too few of its trigrams, so these are looked up as they are. */
function swapped(token: string): string[] {
  const letters = [...token];
  return letters.slice(1).map((letter, index) => [...letters.slice(0, index), letter, letters[index], ...letters.slice(index + 2)].join(''));
}

function nearest(token: string, candidates: readonly Row[]): string[] {
  const measured = candidates.map(({ word, likeness }) => ({ word, likeness, distance: editDistance(token, word) }));
  const fewest = Math.min(slipsIn(token), ...measured.map(({ distance }) => distance));
  return measured
    .filter(({ likeness, distance }) => distance <= fewest || likeness >= sameStem)
    .toSorted((left, right) => left.distance - right.distance || right.likeness - left.likeness)
    .slice(0, kept)
    .map(({ word }) => word);
}

/** One slip in a short word, two in a long one. */
function slipsIn(token: string): number {
  return token.length < 7 ? 1 : 2;
}
