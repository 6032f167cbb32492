import { createContext, useContext } from 'react';
import type { InstrumentDraft } from '../../../domain/surveys/draft.ts';

/** What every part of the editor works on. */
export interface Editor {
  draft: InstrumentDraft;
  edit: (draft: InstrumentDraft) => void;
  /** As `edit`, with a line at the foot of the page that takes it back. */
  editWithUndo: (draft: InstrumentDraft, said: string) => void;
  /** Languages whose words are being written: the first, and one beside it. */
  shown: readonly string[];
  /** What is missing at a path, once somebody tried to use it or left it blank. */
  problem: (path: string) => string | undefined;
  idOf: (path: string, language?: string) => string;
  /** Puts the focus there after the next drawing. */
  focus: (path: string) => void;
  /** Which step of the preview is looked at. */
  look: (step: number) => void;
  /** May look and not change. */
  off: boolean;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('outside an editor');
  return editor;
}
