const KEEP_MS = 60_000;
const MOST = 500;

/** What was loaded is kept for a minute and shared by all who ask meanwhile; a failure is not kept. */
export function minuteCache<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, { until: number; found: Promise<T> }>();
  return (key) => {
    const known = kept.get(key);
    if (known && known.until > performance.now()) return known.found;
    const found = load(key);
    found.catch(() => kept.delete(key));
    if (kept.size >= MOST) kept.delete(kept.keys().next().value as string);
    kept.set(key, { until: performance.now() + KEEP_MS, found });
    return found;
  };
}
