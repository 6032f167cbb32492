import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { type Authors, runsOf } from '../../domain/writing/authorship.ts';

export type Sign = { name: string; mark: 'a' | 'b' | 'c' | 'd' };

/** Others' carets: a line in the colour of the party, with the name of the person written out. */
export const Carets = Extension.create<{ awareness: Awareness; signOf: (partyId: string) => Sign | undefined }>({
  name: 'carets',
  addProseMirrorPlugins() {
    const { awareness, signOf } = this.options;
    // The policy of the server allows no styles in attributes; everything is a class.
    return [
      namesOfMoved(awareness),
      yCursorPlugin(awareness, {
        cursorBuilder: (user: { name: string; partyId: string }, client: number) => {
          const sign = signOf(user.partyId);
          const caret = document.createElement('span');
          caret.className = `caret by-${sign?.mark ?? 'none'}`;
          caret.setAttribute('aria-hidden', 'true');
          caret.dataset['client'] = String(client);
          const label = document.createElement('span');
          label.textContent = sign ? `${user.name} · ${sign.name}` : user.name;
          caret.append('\u2060', label, '\u2060');
          return caret;
        },
        selectionBuilder: (user: { partyId: string }) => ({
          class: `chosen by-${signOf(user.partyId)?.mark ?? 'none'}`,
        }),
      }),
    ];
  },
});

/** Whoever moves is named for a moment; a name that stayed would cover what others read. */
const NAMED_MS = 2500;
function namesOfMoved(awareness: Awareness): Plugin {
  return new Plugin({
    view(view) {
      const timers = new Map<number, ReturnType<typeof setTimeout>>();
      const caretOf = (client: number) => view.dom.querySelector(`.caret[data-client="${client}"]`);
      const heard = ({ updated }: { updated: number[] }) => {
        for (const client of updated) {
          clearTimeout(timers.get(client));
          // The caret itself is drawn by a listener that comes after this one.
          setTimeout(() => caretOf(client)?.classList.add('moved'));
          timers.set(
            client,
            setTimeout(() => caretOf(client)?.classList.remove('moved'), NAMED_MS),
          );
        }
      };
      awareness.on('change', heard);
      return {
        destroy() {
          awareness.off('change', heard);
          for (const timer of timers.values()) clearTimeout(timer);
        },
      };
    },
  });
}

export type Marking = {
  authors: Authors;
  signOf: (partyId: string) => Sign | undefined;
  written: (by: string) => string;
};
export const markingKey = new PluginKey<DecorationSet>('written-by');

/** Shows which party wrote which words: an underline of the party's kind, and its name where one points. */
export const WrittenBy = Extension.create<{ fragment: Y.XmlFragment; marking: () => Marking | null }>({
  name: 'writtenBy',
  addProseMirrorPlugins() {
    const { fragment, marking } = this.options;
    return [
      new Plugin<DecorationSet>({
        key: markingKey,
        state: {
          init: () => DecorationSet.empty,
          apply(transaction, before) {
            const shown = marking();
            if (!shown) return DecorationSet.empty;
            if (!transaction.docChanged && !transaction.getMeta(markingKey) && before !== DecorationSet.empty)
              return before;
            return decorate(transaction.doc, runsOf(fragment, shown.authors), shown);
          },
        },
        props: { decorations: (state) => markingKey.getState(state) },
      }),
    ];
  },
});

type PmNode = Parameters<typeof DecorationSet.create>[0];

/** Both hold the same characters in the same order; one knows who wrote them, the other where they stand. */
function decorate(doc: PmNode, runs: ReturnType<typeof runsOf>, { signOf, written }: Marking): DecorationSet {
  const marks: Decoration[] = [];
  let at = 0;
  let left = runs[0]?.text.length ?? 0;
  doc.descendants((node, start) => {
    if (!node.isText) return;
    let from = start;
    let length = node.text?.length ?? 0;
    while (length > 0 && at < runs.length) {
      const take = Math.min(length, left);
      const sign = signOf(runs[at]?.partyId ?? '');
      if (sign && take > 0)
        marks.push(
          Decoration.inline(from, from + take, { class: `written by-${sign.mark}`, title: written(sign.name) }),
        );
      from += take;
      length -= take;
      left -= take;
      if (left === 0) left = runs[++at]?.text.length ?? 0;
    }
  });
  return DecorationSet.create(doc, marks);
}
