import { Extension } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import { type Editor, EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { safeLink } from '../../domain/documents/content.ts';
import type { Section } from '../../domain/documents/kinds.ts';
import { textOf } from '../../domain/documents/ydoc.ts';
import type { Authors } from '../../domain/writing/authorship.ts';
import { Carets, type Marking, markingKey, type Sign, WrittenBy } from './caret.ts';
import type { DraftLink } from './DraftLink.ts';
import { Toolbar } from './Toolbar.tsx';

/** As much as a joint text needs, and what its canonical form knows. */
const KIT = StarterKit.configure({
  blockquote: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  strike: false,
  underline: false,
  dropcursor: false,
  gapcursor: false,
  trailingNode: false,
  // Undo is mine alone: it never takes back what somebody else wrote meanwhile.
  undoRedo: false,
  heading: { levels: [3] },
  link: { openOnClick: false, isAllowedUri: (href) => safeLink(href) !== undefined },
});

/** In lists Tab moves an item in and out; Escape gives the key back to the page. */
const leave = ({ editor }: { editor: Editor }): boolean => {
  editor.commands.blur();
  return true;
};
const Leave = Extension.create({ name: 'leave', addKeyboardShortcuts: () => ({ Escape: leave }) });

type Props = {
  link: DraftLink;
  section: Section;
  title: string;
  readOnly: boolean;
  signs: ReadonlyMap<string, Sign>;
  /** Who wrote what, while it is to be shown. */
  marking: Authors | null;
};

/** A section of running text that several write in at once. */
export function TextPart({ link, section, title, readOnly, signs, marking }: Props) {
  const { t } = useTranslation('writing');
  const shown = useRef<Marking | null>(null);
  const signOf = useRef((partyId: string) => signs.get(partyId));
  signOf.current = (partyId) => signs.get(partyId);
  shown.current = marking && {
    authors: marking,
    signOf: (partyId) => signOf.current(partyId),
    written: (party) => t('writtenBy', { party }),
  };
  const fragment = textOf(link.doc, section.key);
  const editor = useEditor(
    {
      extensions: [
        KIT,
        Collaboration.configure({ fragment }),
        Carets.configure({ awareness: link.awareness, signOf: (partyId) => signOf.current(partyId) }),
        WrittenBy.configure({ fragment, marking: () => shown.current }),
        Leave,
      ],
      // The policy of the server allows no style elements: ours stand in writing.css.
      injectCSS: false,
      editable: !readOnly,
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': title,
          'aria-describedby': `prompt-${section.key}`,
          class: 'joint-text',
        },
      },
    },
    [link],
  );
  useEffect(() => {
    editor.setEditable(!readOnly, false);
    editor.view.dom.setAttribute('aria-readonly', String(readOnly));
  }, [editor, readOnly]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew whenever what is shown changes.
  useEffect(() => redraw(editor), [editor, marking, signs]);
  return (
    <div className="text-part">
      {!readOnly && <Toolbar editor={editor} label={t('toolbar', { section: title })} />}
      <EditorContent editor={editor} />
    </div>
  );
}

function redraw(editor: Editor): void {
  if (!editor.isDestroyed)
    editor.view.dispatch(editor.state.tr.setMeta(markingKey, true).setMeta('addToHistory', false));
}
