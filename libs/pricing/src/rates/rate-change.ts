import { divideHalfUp, InvalidRate, parseDecimal, type Rate } from '@silkport/values';

/** Whether a rate differs from the one that was trusted by more than so many percent of it. @throws InvalidRate */
export function hasJumped(trusted: Rate, rate: Rate, mostPct: number): boolean {
  const [before, now] = onOneScale(trusted, rate);
  const change = now > before ? now - before : before - now;
  return change * 100n > before * BigInt(mostPct);
}

/** By how many percent a rate differs from the one that was trusted, to two decimals: "-3.25". @throws InvalidRate */
export function changePct(trusted: Rate, rate: Rate): string {
  const [before, now] = onOneScale(trusted, rate);
  const hundredths = divideHalfUp((now - before) * 10_000n, before);
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function onOneScale(left: Rate, right: Rate): [bigint, bigint] {
  const [first, second] = [parseDecimal(left), parseDecimal(right)];
  if (!first || !second || first.digits <= 0n || second.digits <= 0n) throw new InvalidRate(`${left}/${right}`);
  return [first.digits * 10n ** BigInt(second.scale), second.digits * 10n ** BigInt(first.scale)];
}
