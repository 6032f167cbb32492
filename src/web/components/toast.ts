export type Toast = { id: number; text: string; kind: 'ok' | 'error'; undo?: () => unknown };

let next = 1;
let toasts: readonly Toast[] = [];
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** One line at the foot of the page, with a way back: `toast(t('people.ended', { name }), { undo: () => … })`. */
export function toast(text: string, options: { undo?: Toast['undo']; kind?: Toast['kind'] } = {}): void {
  toasts = [...toasts.slice(-1), { id: next++, text, kind: options.kind ?? 'ok', undo: options.undo }];
  tell();
}

export function dismiss(id: number): void {
  toasts = toasts.filter((one) => one.id !== id);
  tell();
}

export const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const current = (): readonly Toast[] => toasts;
