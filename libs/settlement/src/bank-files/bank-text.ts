/** Letters of EPC217-08 (best practices of SEPA on characters) that Unicode does not take apart by itself, and the Cyrillic and Greek alphabets. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'ng', '’': "'", '‘': "'", '“': ' ', '”': ' ', '–': '-', '—': '-', '&': '+', _: '-',
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f',
  х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', і: 'i', є: 'ye', ґ: 'g', ә: 'a', қ: 'q', ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h', ғ: 'g',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
};
const basicLatin = /^[A-Za-z0-9/\-?:().,'+ ]*$/;

/**
 * A text in the basic Latin set of SEPA (EPC217-08); undefined where a letter has no accepted spelling, as in Chinese or Arabic: such a name
 * must stay as it is, or the bank could not tell whose account it is.
 */
export function inBasicLatin(text: string): string | undefined {
  const spelt = [...text.normalize('NFKC')].map((letter) => spelling(letter)).join('').replaceAll(/ {2,}/g, ' ').trim();
  return basicLatin.test(spelt) && spelt ? spelt : undefined;
}

/** At most so many characters, never half of one, and none that XML 1.0 cannot hold. */
export function fitted(text: string, most: number): string {
  const characters = [...text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').trim()];
  return characters.slice(0, most).join('').trim();
}

function spelling(letter: string): string {
  const small = letter.toLowerCase();
  const known = spelled[small];
  if (known !== undefined) return small === letter ? known : known.slice(0, 1).toUpperCase() + known.slice(1);
  const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return bare === letter ? letter : [...bare].map(spelling).join('');
}
