/**
 * In a group of radio buttons ← means "the one before" to a browser, also where that one stands on the right. From
 * right to left an arrow goes to the button it points at; everywhere else this leaves the key to the browser.
 */
export function arrowsInSight(event: { key: string; target: unknown; preventDefault: () => void }): void {
  const step = { ArrowLeft: 1, ArrowRight: -1 }[event.key];
  const radio = event.target;
  if (!step || !(radio instanceof HTMLInputElement) || radio.type !== 'radio') return;
  if (getComputedStyle(radio).direction !== 'rtl') return;
  event.preventDefault();
  const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
    (one) => one.name === radio.name,
  );
  const next = group.at((group.indexOf(radio) + step) % group.length);
  next?.focus();
  next?.click();
}
