/** Mail domains that many people have and mistype. */
const frequent = [
  'gmail.com', 'googlemail.com', 'outlook.com', 'hotmail.com', 'yahoo.com', 'yahoo.co.jp', 'icloud.com', 'proton.me', 'protonmail.com', 'mail.ru', 'yandex.ru', 'yandex.com',
  'yandex.kz', 'rambler.ru', 'inbox.ru', 'foxmail.com', 'naver.com', 'aliyun.com', '163.com', '126.com', 'sina.com', 'live.com',
] as const;

/** Domains that exist and look like mistyped ones. */
const right: ReadonlySet<string> = new Set([...frequent, 'mail.com', 'email.com', 'ymail.com', 'rocketmail.com', 'gmx.com', 'me.com', 'qq.com', 'mail.kz', 'list.ru', 'bk.ru', 'ya.ru', 'line.com', 'love.com', 'inbox.lv', 'inbox.com']);

/** Endings that are slips of `.com`; none of them is a top-level domain. */
const slips = /\.(con|cpm|vom|comm|ocm|cmo|xom|coom)$/;

/** The address that was probably meant, where the domain looks like a slip of a frequent one; undefined where nothing is odd. */
export function emailHint(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).trim();
  const domain = email.slice(at + 1).trim().toLowerCase();
  if (at < 1 || !domain || domain.length > 60 || right.has(domain)) return undefined;
  const meant = nearest(domain) ?? (slips.test(domain) ? domain.replace(slips, '.com') : undefined);
  return meant === undefined ? undefined : `${local}@${meant}`;
}

function nearest(domain: string): string | undefined {
  const [best] = frequent
    .map((known) => ({ known, distance: slipsBetween(domain, known), allowed: known.length > 8 ? 2 : 1 }))
    .filter(({ distance, allowed }) => distance <= allowed)
    .toSorted((a, b) => a.distance - b.distance);
  return best?.known;
}

/** Letters changed, left out, added or swapped with their neighbour (optimal string alignment). */
function slipsBetween(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= left.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= right.length; column++) {
      const changed = left[row - 1] === right[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const steps = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + changed, ...(swapped ? [at(row - 2, column - 2) + 1] : [])];
      rows[row]?.push(Math.min(...steps));
    }
  }
  return at(left.length, right.length);
}
