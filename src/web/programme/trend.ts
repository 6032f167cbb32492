/** Where days (YYYY-MM-DD, in order) lie between the first and the last, in percent. One day only: in the middle. */
export function placeInTime(days: readonly string[]): number[] {
  const at = days.map((day) => Date.parse(`${day}T00:00:00Z`));
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  // All on one day: side by side, in the order of keeping.
  if (last === first) return at.map((_, index) => (at.length > 1 ? (index / (at.length - 1)) * 100 : 50));
  return at.map((moment) => ((moment - first) / (last - first)) * 100);
}
