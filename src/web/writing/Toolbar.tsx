import { type Editor, useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { safeLink } from '../../domain/documents/content.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { TextField } from '../components/Field.tsx';
import { Icon } from '../components/Icon.tsx';

/** Few tools, reached with Shift+Tab from the text; arrow keys move along them. Each names its shortcut. */
export function Toolbar({ editor, label }: { editor: Editor; label: string }) {
  const { t } = useTranslation('writing');
  const bar = useRef<HTMLDivElement>(null);
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading'),
      bulletList: now.isActive('bulletList'),
      orderedList: now.isActive('orderedList'),
      link: now.isActive('link'),
    }),
  });
  const run = () => editor.chain().focus();
  const tools = [
    ['bold', () => run().toggleBold().run(), 'B'],
    ['italic', () => run().toggleItalic().run(), 'I'],
    ['heading', () => run().toggleHeading({ level: 3 }).run(), 'H'],
    ['bulletList', () => run().toggleBulletList().run(), '•'],
    ['orderedList', () => run().toggleOrderedList().run(), '1.'],
    ['link', () => setLinking(true), <Icon key="link" name="link" />],
  ] as const;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])];
    const turned = getComputedStyle(event.currentTarget).direction === 'rtl' ? -step : step;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons.at((at + turned) % buttons.length)?.focus();
  };
  return (
    <>
      <div ref={bar} className="tools" role="toolbar" aria-label={label} onKeyDown={move}>
        {tools.map(([name, act, sign], at) => (
          <button
            key={name}
            type="button"
            className={`tool ${name}`}
            tabIndex={at === 0 ? 0 : -1}
            aria-pressed={on[name]}
            aria-label={t(`tool.${name}`)}
            title={t(`tool.${name}`)}
            // The text keeps its selection, and on a phone its keyboard.
            onMouseDown={(event) => event.preventDefault()}
            onClick={act}
          >
            {sign}
          </button>
        ))}
        <button
          type="button"
          className="tool"
          tabIndex={-1}
          aria-label={t('tool.undo')}
          title={t('tool.undo')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run().undo().run()}
        >
          ↶
        </button>
        <button
          type="button"
          className="tool"
          tabIndex={-1}
          aria-label={t('tool.redo')}
          title={t('tool.redo')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run().redo().run()}
        >
          ↷
        </button>
      </div>
      {linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </>
  );
}

function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTranslation(['writing', 'common']);
  const [href, setHref] = useState<string>(editor.getAttributes('link')['href'] ?? 'https://');
  const [wrong, setWrong] = useState(false);
  return (
    <Dialog title={t('link.title')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const safe = safeLink(href);
          setWrong(!safe);
          if (!safe) return;
          const chain = editor.chain().focus().extendMarkRange('link');
          if (editor.state.selection.empty && !editor.isActive('link'))
            chain.insertContent({ type: 'text', text: safe, marks: [{ type: 'link', attrs: { href: safe } }] }).run();
          else chain.setLink({ href: safe }).run();
          onClose();
        }}
      >
        <TextField
          label={t('link.href')}
          hint={t('link.hint')}
          error={wrong ? t('link.wrong') : undefined}
          value={href}
          onChange={setHref}
          type="url"
          autoFocus
        />
        <div className="acts">
          <Button kind="primary" type="submit">
            {t('link.set')}
          </Button>
          {editor.isActive('link') && (
            <Button
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run();
                onClose();
              }}
            >
              {t('link.remove')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
