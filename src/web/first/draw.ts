import { queries } from '../platform/query.ts';

declare global {
  /** Left by public/assets/first-2.js where the server drew the page: what was asked of it meanwhile. */
  var first:
    | { held: [HTMLElement, (same: HTMLElement) => void][]; pressed: boolean; woke: number; end(): void }
    | undefined;
}

/** A page that says something else than the first one did is complete when nothing has been added for so long. */
const CALM_MS = 300;
/** Longer than this nobody waits for a page that looks like the one before. */
const LONGEST_MS = 8_000;

/**
 * Draws the page: into the empty one, or beside the one the server drew, whose place it takes once there is as much of
 * it. Where the reader is and what they asked for goes over.
 */
export async function draw(render: (root: HTMLElement) => void): Promise<void> {
  const before = document.getElementById('root');
  if (!before) throw new Error('index.html has no #root');
  const { first } = globalThis;
  if (!first) return render(before);
  const living = document.createElement('div');
  living.id = 'root';
  render(living);
  await complete(living, before);
  while (first.pressed) await soon();

  const place = [window.scrollX, window.scrollY] as const;
  const focus = document.activeElement;
  const focused = focus instanceof HTMLElement && before.contains(focus) ? counterpart(focus, before, living) : null;
  const opened = [...before.querySelectorAll<HTMLDetailsElement>('details[open]')];
  for (const one of opened) counterpart(one, before, living)?.setAttribute('open', '');
  const asked = first.held.map(
    ([control, act]) => [control === before ? living : counterpart(control, before, living), act] as const,
  );
  first.end();
  globalThis.first = undefined;
  before.replaceWith(living);
  window.scrollTo(...place);
  focused?.focus({ preventScroll: true });
  for (const [control, act] of asked) if (control) act(control);
}

/** The same thing on the other page: of the same kind, saying the same, the same one among several such. */
function counterpart(one: HTMLElement, before: HTMLElement, living: HTMLElement): HTMLElement | null {
  const alike = (root: HTMLElement) =>
    [...root.querySelectorAll<HTMLElement>(one.tagName)].filter(
      (other) =>
        other.textContent === one.textContent && other.getAttribute('aria-label') === one.getAttribute('aria-label'),
    );
  return alike(living)[alike(before).indexOf(one)] ?? null;
}

/** Pieces of a long page come in turns, and what they ask for later still. */
async function complete(living: HTMLElement, before: HTMLElement): Promise<void> {
  const start = performance.now();
  let [said, since] = ['', start];
  while (performance.now() - start < LONGEST_MS) {
    const now = wordsOf(living);
    if (now !== '' && now === wordsOf(before)) return;
    if (now !== said) [said, since] = [now, performance.now()];
    const calm = performance.now() - since > CALM_MS && queries.isFetching() === 0;
    if (calm && living.querySelector('h1')) return;
    await soon();
  }
}

const wordsOf = (root: HTMLElement) => root.querySelector('main')?.textContent ?? '';

const soon = () => new Promise((go) => setTimeout(go, 30));
