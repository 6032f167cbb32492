import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import type { Kind, Section } from '../../domain/documents/kinds.ts';
import type { Party } from '../../domain/partnerships/contract.ts';
import type { Authors } from '../../domain/writing/authorship.ts';
import { shareIn, sharesIn } from '../../domain/writing/drafts.ts';
import { addShares, type Share } from '../../domain/writing/shares.ts';
import { ShareLine, WholeShare } from './ShareLine.tsx';

type Of = { doc: Y.Doc; authors: Authors; parties: readonly Party[] };

/** Counting reads the whole text; a moment after the last keystroke is soon enough. */
const PAUSE_MS = 600;

function useShare(doc: Y.Doc, count: () => Share): Share {
  const [, again] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => again((before) => before + 1), PAUSE_MS);
    };
    doc.on('update', soon);
    return () => {
      doc.off('update', soon);
      clearTimeout(timer);
    };
  }, [doc]);
  return count();
}

/** Who wrote how much of one section. */
export function SectionShare({ section, doc, authors, parties }: Of & { section: Section }) {
  const share = useShare(doc, () => shareIn(section, doc, authors));
  return share.characters === 0 ? null : <ShareLine share={share} parties={parties} />;
}

/** The same of the whole document. */
export function DocumentShare({ kind, doc, authors, parties }: Of & { kind: Kind }) {
  const share = useShare(doc, () => addShares(Object.values(sharesIn(kind, doc, authors))));
  return <WholeShare share={share} parties={parties} />;
}
