/** BIN or IIN of Kazakhstan: twelve digits, the last a check digit modulo 11, with a second row of weights where the first gives 10. */
export function isKazakhNumber(number: string): boolean {
  if (!/^\d{12}$/.test(number)) return false;
  const digits = [...number].map(Number);
  const check = (weights: readonly number[]) => weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11;
  const first = check([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  const expected = first === 10 ? check([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) : first;
  return expected === digits[11];
}
